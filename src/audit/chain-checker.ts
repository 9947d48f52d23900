import type { StaffRole } from '../shared/permissions.ts'
import {
  entryHash,
  FORMAT,
  FORMAT_WITHOUT_STAFF,
  firstFormatHash,
  instantAsWritten,
  secondFormatHash,
} from './entry.ts'

/** A fault in a chain. Several consecutive deleted, truncated or inserted entries are one fault, `place` to `to`. */
export interface Fault {
  /** A patient's id, or `trust:` and an ODS code. */
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
  actor_role: StaffRole | null
  actor_trust: string | null
  action: string
  subject_type: string | null
  subject_id: string | null
  appointment_id: string | null
  version: number | null
  /** Null means format 1. */
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

/** How many places in each direction are searched for the original place of an entry. */
const MAX_DISPLACEMENT = 1000

/** Checks one chain, entry by entry. Memory use does not depend on the length of the chain. */
export class ChainChecker {
  readonly chain: string
  readonly #head: HeadRow | undefined
  readonly #report: (fault: Fault) => void
  /** The hash of the previous entry; undefined when it is missing or not valid. */
  #previousHash: string | undefined
  #lastPlace = 0
  #hashAtHead: string | undefined

  /** `initialHash` is the hash before the first entry. */
  constructor(
    chain: string,
    head: HeadRow | undefined,
    initialHash: string | undefined,
    report: (fault: Fault) => void,
  ) {
    this.chain = chain
    this.#head = head
    this.#previousHash = initialHash
    this.#report = report
  }

  /** Checks the next entry. Entries must come in the order of their places. */
  check(row: EntryRow): void {
    if (row.place < 1) {
      this.#reportFault('inserted', row.place)
      return
    }
    if (row.place > this.#lastPlace + 1) {
      this.#reportFault('deleted', this.#lastPlace + 1, row.place - 1)
      this.#previousHash = undefined
    }
    const valid = this.#hasValidHash(row)
    if (valid && this.#previousHash !== undefined && row.previous_hash !== this.#previousHash)
      // The entry was written after an entry that differs from the one before it now.
      this.#reportFault(row.place === 1 ? 'earlier-changed' : 'edited', row.place - 1)
    this.#previousHash = valid ? row.hash : undefined
    this.#lastPlace = row.place
    if (row.place === this.#head?.entries) this.#hashAtHead = valid ? row.hash : this.#head.hash
  }

  /** Checks the head. `readHead` reads it again, because entries may have been added during the check. */
  async finish(readHead: () => Promise<HeadRow | undefined>): Promise<void> {
    const head = this.#head ?? (await readHead())
    const last = this.#lastPlace
    if (!head) return this.#reportFault('head-missing', 1, last)
    if (last < head.entries) this.#reportFault('truncated', last + 1, head.entries)
    if (this.#hashAtHead !== undefined && this.#hashAtHead !== head.hash)
      this.#reportFault('edited', head.entries)
    if (last > head.entries && ((await readHead())?.entries ?? 0) < last)
      this.#reportFault('inserted', head.entries + 1, last)
  }

  #hasValidHash(row: EntryRow): boolean {
    const hashAt = hashByPlace(row)
    const matches = (place: number) => hashAt?.(place) === row.hash
    if (matches(row.place)) return true
    let place = Math.max(1, row.place - MAX_DISPLACEMENT)
    while (place <= row.place + MAX_DISPLACEMENT && !matches(place)) place++
    this.#reportFault(place <= row.place + MAX_DISPLACEMENT ? 'reordered' : 'edited', row.place)
    return false
  }

  #reportFault(kind: Fault['kind'], place: number, to = place) {
    this.#report({ chain: this.chain, kind, place, ...(to > place ? { to } : {}) })
  }
}

/** Returns the row's expected hash as a function of its place; undefined for a row that no release can have written. */
function hashByPlace(row: EntryRow): ((place: number) => string) | undefined {
  const { action, actor, appointment_id: appointmentId, patient_id: chain, previous_hash: previous } = row
  const common = { at: instantAsWritten(row.at), actor, chain, action }
  if (row.format === null) {
    const entry = { ...common, appointmentId, version: row.version }
    return place => firstFormatHash(entry, place, previous)
  }
  const { actor_role: actorRole, actor_trust: actorTrust, subject_type: type, subject_id: id } = row
  if (type === null || id === null) return undefined
  // The hash does not cover the older column, so it must agree with the subject.
  if (appointmentId !== (type === 'appointment' ? id : null)) return undefined
  const subject = { type, id, ...(row.version === null ? {} : { version: row.version }) }
  const entry = { ...common, actorId: row.actor_id, subject }
  if (row.format === FORMAT) return place => entryHash({ ...entry, actorRole, actorTrust }, place, previous)
  // The hash of the older format does not cover the newer columns, so they must be empty.
  if (row.format !== FORMAT_WITHOUT_STAFF || actorRole !== null || actorTrust !== null) return undefined
  return place => secondFormatHash(entry, place, previous)
}
