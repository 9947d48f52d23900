import { entryHash, FORMAT, firstFormatHash, written } from './chain.ts'

/**
 * What is wrong in a chain: a patient's id, or `trust:` and an ODS code. A deleted, truncated or inserted run of entries is
 * one fault, `place` to `to`.
 */
export interface Fault {
  chain: string
  kind: 'edited' | 'deleted' | 'reordered' | 'truncated' | 'inserted' | 'head-missing' | 'earlier-changed'
  place: number
  to?: number
}

export interface EntryRow {
  patient_id: string
  place: number
  at: string | Date
  actor: string
  actor_id: string | null
  action: string
  subject_type: string | null
  subject_id: string | null
  appointment_id: string | null
  version: number | null
  /** Null in the first format. */
  format: number | null
  previous_hash: string
  hash: string
}

export interface HeadRow {
  patient_id: string
  entries: number
  hash: string
  earlier: number
}

/** How far from where it stands an entry's first place is looked for. */
const FARTHEST = 1000

/** One chain, as it is walked from its first entry. Keeps one entry at a time, however long it is. */
export class AuditedChain {
  readonly chain: string
  readonly #head: HeadRow | undefined
  readonly #report: (fault: Fault) => void
  /** The entry before: undefined when its hash is not to be relied on. */
  #previous: string | undefined
  #last = 0
  #hashAtHead: string | undefined

  /** `beginning` stands for the hash before the first entry. */
  constructor(
    chain: string,
    head: HeadRow | undefined,
    beginning: string | undefined,
    report: (fault: Fault) => void,
  ) {
    this.chain = chain
    this.#head = head
    this.#previous = beginning
    this.#report = report
  }

  /** The next entry, in the order of their places. */
  follow(row: EntryRow): void {
    if (row.place < 1) {
      this.#fault('inserted', row.place)
      return
    }
    if (row.place > this.#last + 1) {
      this.#fault('deleted', this.#last + 1, row.place - 1)
      this.#previous = undefined
    }
    const sound = this.#isSound(row)
    if (sound && this.#previous !== undefined && row.previous_hash !== this.#previous)
      // Written after another entry than the one that stands before it now.
      this.#fault(row.place === 1 ? 'earlier-changed' : 'edited', row.place - 1)
    this.#previous = sound ? row.hash : undefined
    this.#last = row.place
    if (row.place === this.#head?.entries) this.#hashAtHead = sound ? row.hash : this.#head.hash
  }

  /** `headNow` reads the head again: entries may have been written since the walk began. */
  async end(headNow: () => Promise<HeadRow | undefined>): Promise<void> {
    const head = this.#head ?? (await headNow())
    if (!head) return this.#fault('head-missing', 1, this.#last)
    if (this.#last < head.entries) this.#fault('truncated', this.#last + 1, head.entries)
    if (this.#hashAtHead !== undefined && this.#hashAtHead !== head.hash) this.#fault('edited', head.entries)
    if (this.#last > head.entries && ((await headNow())?.entries ?? 0) < this.#last)
      this.#fault('inserted', head.entries + 1, this.#last)
  }

  #isSound(row: EntryRow): boolean {
    const hashAt = hashOf(row)
    const fits = (place: number) => hashAt?.(place) === row.hash
    if (fits(row.place)) return true
    let place = Math.max(1, row.place - FARTHEST)
    while (place <= row.place + FARTHEST && !fits(place)) place++
    this.#fault(place <= row.place + FARTHEST ? 'reordered' : 'edited', row.place)
    return false
  }

  #fault(kind: Fault['kind'], place: number, to = place) {
    this.#report({ chain: this.chain, kind, place, ...(to > place ? { to } : {}) })
  }
}

/** The hash the row would have at a place; undefined for a row that no release can have written. */
function hashOf(row: EntryRow): ((place: number) => string) | undefined {
  const { action, actor, appointment_id: appointmentId, patient_id: chain, previous_hash: previous } = row
  const said = { at: written(row.at), actor, chain, action }
  if (row.format === null) {
    const entry = { ...said, appointmentId, version: row.version }
    return place => firstFormatHash(entry, place, previous)
  }
  const { subject_type: type, subject_id: id } = row
  if (row.format !== FORMAT || type === null || id === null) return undefined
  // The hash covers the subject; the older column must say the same.
  if (appointmentId !== (type === 'appointment' ? id : null)) return undefined
  const subject = { type, id, ...(row.version === null ? {} : { version: row.version }) }
  const entry = { ...said, actorId: row.actor_id, subject }
  return place => entryHash(entry, place, previous)
}
