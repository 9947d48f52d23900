import { audit } from '../../audit/audit.ts'
import type { Database } from '../../database/database.ts'
import { lockPatient } from '../../database/locks.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import { type Actor, requirePatientAccess, requireStaffPermission } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound } from '../../shared/errors.ts'
import { letterSubject } from './letter.ts'
import { type LetterChoice, listChoices, saveChoice } from './letter-choice-store.ts'
import { countToPost, endPost, type LetterToPost, listToPost } from './letter-post-store.ts'

/** Letters on paper: what patients choose, and what the mail room has to post. */
export class LettersByPost {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** What the patient may choose, at each trust that lets them. */
  async choices(actor: Actor): Promise<LetterChoice[]> {
    return listChoices(this.#database, requirePatientAccess(actor))
  }

  /** For letters that come from now on. Throws {@link NotFound} at a trust that does not let patients choose. */
  async choose(actor: Actor, trustOdsCode: string, byPost: boolean): Promise<void> {
    const now = this.#clock.now()
    const patientId = requirePatientAccess(actor)
    const choices = await this.choices(actor)
    const choice = choices.find(each => each.trustOdsCode === trustOdsCode)
    if (!choice) throw new NotFound()
    if (choice.byPost === byPost) return
    const subject = { type: 'trust', id: trustOdsCode }
    await retryTransient(() =>
      this.#database.transaction(async transaction => {
        await lockPatient(transaction, patientId)
        await saveChoice(transaction, { patientId, trustOdsCode }, byPost, now)
        const action = byPost ? 'chose-letters-by-post' : 'chose-letters-online'
        await audit(transaction, actor, action, subject, now)
      }),
    )
  }

  /** For the mail room of the trust: the longest marked first. */
  async list(actor: Actor, limit: number): Promise<LetterToPost[]> {
    requireStaffPermission(actor, 'post-letters')
    return listToPost(this.#database, actor.trustOdsCode, limit)
  }

  async count(actor: Actor): Promise<number> {
    requireStaffPermission(actor, 'post-letters')
    return countToPost(this.#database, actor.trustOdsCode)
  }

  /**
   * Notes that letters were posted, or need not be because they were opened. Those that are not on the list of the trust any
   * more are left as they are.
   */
  async end(actor: Actor, ids: readonly string[], outcome: 'posted' | 'not-needed'): Promise<void> {
    requireStaffPermission(actor, 'post-letters')
    const { trustOdsCode, userId } = actor
    const now = this.#clock.now()
    for (const id of ids)
      await retryTransient(() =>
        this.#database.transaction(async transaction => {
          const ended = await endPost(transaction, { id, trustOdsCode }, { by: userId, outcome }, now)
          if (!ended) return
          const subject = letterSubject({ id, version: ended.version })
          const action = outcome === 'posted' ? 'posted-letter' : 'kept-letter-from-post'
          await audit(transaction, actor, action, subject, now, ended.patientId)
          await addToOutbox(transaction, 'letter-post-ended', subject, now)
        }),
      )
  }
}
