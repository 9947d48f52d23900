import { audit, auditAccess } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound, NotPermitted } from '../../shared/errors.ts'
import {
  countToReview,
  findStatedReason,
  listStatedReasons,
  type ReasonCursor,
  type StatedReason,
  saveReview,
} from './stated-reason-store.ts'

/** After this a reason that was not reviewed is late. */
const REVIEW_WITHIN = Temporal.Duration.from({ hours: 7 * 24 })

/** Another auditor was first. */
export class AlreadyReviewed extends Error {}

/** The auditors' reviews of the reasons that staff of their trust have stated. */
export class ReasonReviews {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  async list(
    actor: Actor,
    state: 'to-review' | 'reviewed',
    { after, limit }: { after: ReasonCursor | undefined; limit: number },
  ): Promise<{ reasons: StatedReason[]; next: ReasonCursor | undefined }> {
    const { trustOdsCode } = requireReviewer(actor)
    const found = await listStatedReasons(this.#database, trustOdsCode, state, { after, limit: limit + 1 })
    const reasons = found.slice(0, limit)
    const last = reasons.at(-1)
    const next = last && { at: last.review?.at ?? last.statedAt, id: last.id }
    return { reasons, next: found.length > limit ? next : undefined }
  }

  /** Throws the same {@link NotFound} for a reason of another trust and one that does not exist. Audits the attempt. */
  async find(actor: Actor, id: unknown): Promise<StatedReason> {
    const { trustOdsCode } = requireReviewer(actor)
    if (!isGuid(id)) throw new NotFound()
    const found = await findStatedReason(this.#database, trustOdsCode, id)
    if (found) return found
    const subject = { type: 'stated-reason', id }
    await auditAccess(this.#database, actor, 'sought-stated-reason', subject, this.#clock.now())
    throw new NotFound()
  }

  /** How many wait for a review, and how many of them for more than 7 days. */
  async count(actor: Actor): Promise<{ all: number; late: number }> {
    const { trustOdsCode } = requireReviewer(actor)
    return countToReview(this.#database, trustOdsCode, this.#clock.now().subtract(REVIEW_WITHIN))
  }

  /** Since when it is late, in whole days since it was stated; undefined if it is not. */
  daysLate({ review, statedAt }: StatedReason): number | undefined {
    const waited = statedAt.until(this.#clock.now())
    if (review || Temporal.Duration.compare(waited, REVIEW_WITHIN) <= 0) return undefined
    return Math.floor(waited.total('hours') / 24)
  }

  /**
   * Says once whether it was justified. The same auditor may send the same form again. Throws {@link AlreadyReviewed} if somebody
   * else was first or has written something else, and {@link NotPermitted} for a reason of their own.
   */
  async review(actor: Actor, id: unknown, given: { justified: boolean; note: string }): Promise<void> {
    const auditor = requireReviewer(actor)
    const found = await this.find(actor, id)
    if (found.statedBy === auditor.userId) throw new NotPermitted()
    const at = this.#clock.now()
    const saved = await retryTransient(() =>
      this.#database.transaction(async transaction => {
        if (!(await saveReview(transaction, found.id, { at, by: auditor.userId, ...given }))) return false
        const subject = { type: 'stated-reason', id: found.id }
        await audit(transaction, auditor, 'reviewed-stated-reason', subject, at, found.patient.id)
        return true
      }),
    )
    if (saved) return
    const { review } = await this.find(actor, id)
    const same = review?.justified === given.justified && review.note === given.note
    if (review?.by !== auditor.userId || !same) throw new AlreadyReviewed()
  }
}

function requireReviewer(actor: Actor): StaffActor {
  requireStaffPermission(actor, 'read-audit')
  return actor
}
