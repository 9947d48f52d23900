import { audit, auditAccess } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import { type Actor, requirePatientAccess, requirePermission } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotTheirs } from '../../shared/errors.ts'
import { type Letter, letterSubject } from './letter.ts'
import {
  countLetters,
  findLetter,
  type LetterCount,
  type LetterFilter,
  listLetters,
  listLettersAbout,
  listUnread,
  successorOf,
} from './letter-store.ts'
import { noteReceipt } from './receipt-store.ts'

export { type FileFormat, type Letter, type LetterKind, letterSubject, type Receipt } from './letter.ts'
export { type LetterCount, type LetterFilter, SHOWN as LETTER_SHOWN } from './letter-store.ts'
export { letterTitle } from './letter-words.ts'

/** The NHS App gets all letters in one answer; more than this would not fit. */
const MAX_LISTED = 5000

/** A letter that replaces one that replaces another, and so on. More are a mistake of the hospital. */
const MAX_SUCCESSORS = 10

/** Reads the letters of the patient an actor may reach. */
export class Letters {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /**
   * The letter, or the one that has replaced it. Throws the same {@link NotTheirs} for one that is missing, of another
   * patient, withdrawn or not to be shown yet. Audits the attempt.
   */
  async find(actor: Actor, id: unknown): Promise<Letter> {
    if (!isGuid(id)) throw new NotTheirs()
    const now = this.#clock.now()
    const patientId = requirePatientAccess(actor)
    let each: string | undefined = id
    for (let steps = 0; each && steps < MAX_SUCCESSORS; steps++) {
      const found = await findLetter(this.#database, { id: each, patientId }, now)
      if (found) return found
      each = await successorOf(this.#database, { id: each, patientId })
    }
    await auditAccess(this.#database, actor, 'sought-letter', { type: 'letter', id }, now)
    throw new NotTheirs()
  }

  /** A page of the list, newest first; `page` starts at 1. */
  async list(
    actor: Actor,
    filter: LetterFilter,
    { page, limit }: { page: number; limit: number },
  ): Promise<Letter[]> {
    const part = { now: this.#clock.now(), offset: (page - 1) * limit, limit }
    return listLetters(this.#database, requirePatientAccess(actor), filter, part)
  }

  /** All of them, for the NHS App. */
  async listAll(actor: Actor): Promise<Letter[]> {
    requirePermission(actor, 'list-letters')
    const all = { now: this.#clock.now(), offset: 0, limit: MAX_LISTED }
    return listLetters(this.#database, requirePatientAccess(actor), {}, all)
  }

  /** How many letters there are of each trust and year. */
  async count(actor: Actor): Promise<LetterCount[]> {
    return countLetters(this.#database, requirePatientAccess(actor), this.#clock.now())
  }

  /** Those that the patient has not read, newest first, and no more than `limit`. */
  async unread(actor: Actor, limit: number): Promise<Letter[]> {
    return listUnread(this.#database, requirePatientAccess(actor), { now: this.#clock.now(), limit })
  }

  /** Those about an appointment of the patient, newest first. */
  async about(actor: Actor, appointmentId: string): Promise<Letter[]> {
    const about = { appointmentId, patientId: requirePatientAccess(actor) }
    return listLettersAbout(this.#database, about, this.#clock.now())
  }

  /**
   * Notes that the patient was shown the letter's page, or was sent the whole letter. Only their own view counts: for a
   * proxy, staff or a program it does nothing.
   */
  async noteReceipt(actor: Actor, id: string, receipt: 'Seen' | 'Read'): Promise<void> {
    if (actor.kind !== 'patient') return
    const now = this.#clock.now()
    await retryTransient(() =>
      this.#database.transaction(async transaction => {
        const version = await noteReceipt(transaction, { id, patientId: actor.patientId }, receipt, now)
        if (version === undefined) return
        const subject = letterSubject({ id, version })
        if (receipt === 'Read') await audit(transaction, actor, 'read-letter', subject, now)
        await addToOutbox(transaction, receipt === 'Read' ? 'letter-read' : 'letter-seen', subject, now)
      }),
    )
  }
}
