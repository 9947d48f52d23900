import type { Database } from '../../database/database.ts'
import { StaleVersion } from '../../database/idempotent.ts'
import type { Actor, StaffActor } from '../../shared/actor.ts'
import { CLAIM_LASTS, isClaimed, isClaimedByOther } from '../../shared/claim.ts'
import type { Clock } from '../../shared/clock.ts'
import { BadRequest } from '../../shared/errors.ts'
import { checkText } from '../../shared/staff-text.ts'
import { type ChosenTime, cancelBooking, moveBooking, type Seen } from '../appointments/appointments.ts'
import { reportAppointment } from '../wayfinder/wayfinder.ts'
import { bookingToChange } from './booking-to-change.ts'
import type { ChangeRequest } from './change-request.ts'
import { addToHistory, closeRequest, recordStep } from './record-step.ts'
import { ClaimedByAnother } from './refusals.ts'
import { type SeenVersion, type StepOnce, stepOnce } from './step-once.ts'
import { markTold } from './untold-store.ts'

/** The request in its version, and the appointment, as the member of staff saw them. A form carries all of it. */
export interface RequestSeen extends SeenVersion {
  appointment: Seen
}

export const WAYS_TO_TELL = ['phone', 'text', 'email', 'letter', 'in-person'] as const
export type WayToTell = (typeof WAYS_TO_TELL)[number]

/**
 * The work of a booking team on the requests of its own trust. Each step is one transaction with its history, audit entry
 * and event; sending the same form again makes no second step. Every method throws {@link NotFound} for a request of
 * another trust or patient, and {@link RequestChanged} if someone else was first. Texts must have 1 to
 * {@link MAX_TEXT_LENGTH} characters.
 */
export class RequestWork {
  readonly #once: StepOnce

  constructor(database: Database, clock: Clock) {
    this.#once = stepOnce(database, clock)
  }

  /** Claims the request, or renews one's own claim. Throws {@link ClaimedByAnother} while another's claim lasts. */
  async claim(actor: Actor, seen: RequestSeen): Promise<void> {
    await this.#once(actor, 'claim', seen, '', async ({ transaction, staff, request, now }) => {
      requireUnclaimedByOthers(request, staff, now)
      const at = request.claim && isClaimed(request, now) ? request.claim.at : now
      const claim = { by: staff.userId, at, until: now.add(CLAIM_LASTS) }
      await recordStep(transaction, request, { claim }, { event: 'claimed', actor: staff, at: now })
      return ''
    })
  }

  /** Claims the request although another member of staff may be working on it. */
  async takeOver(actor: Actor, seen: RequestSeen, reason: string): Promise<void> {
    const note = checkText(reason)
    await this.#once(actor, 'take-over', seen, note, async ({ transaction, staff, request, now }) => {
      const claim = { by: staff.userId, at: now, until: now.add(CLAIM_LASTS) }
      await recordStep(transaction, request, { claim }, { event: 'taken-over', actor: staff, at: now, note })
      return ''
    })
  }

  /** Ends one's own claim. Throws {@link ClaimedByAnother} for the claim of a colleague. */
  async release(actor: Actor, seen: RequestSeen): Promise<void> {
    await this.#once(actor, 'release', seen, '', async ({ transaction, staff, request, now }) => {
      requireUnclaimedByOthers(request, staff, now)
      const step = { event: 'released', actor: staff, at: now } as const
      await recordStep(transaction, request, { claim: null }, step)
      return ''
    })
  }

  /** Adds a note for colleagues, also while another works on the request. Patients do not read it. */
  async addNote(actor: Actor, seen: RequestSeen, text: string): Promise<void> {
    const note = checkText(text)
    await this.#once(actor, 'note', seen, note, async ({ transaction, staff, request, now }) => {
      await recordStep(transaction, request, {}, { event: 'noted', actor: staff, at: now, note })
      return ''
    })
  }

  /** Declines the request. `reply` is what the patient reads. Also throws {@link ClaimedByAnother}. */
  async decline(actor: Actor, seen: RequestSeen, reply: string): Promise<void> {
    const words = checkText(reply)
    await this.#once(actor, 'decline', seen, words, async ({ transaction, staff, request, now }) => {
      requireUnclaimedByOthers(request, staff, now)
      await closeRequest(transaction, request, { outcome: 'declined', actor: staff, at: now, reply: words })
      return ''
    })
  }

  /** Cancels the appointment, as asked. Also throws {@link ClaimedByAnother} and `BookingChanged`. */
  async completeCancellation(actor: Actor, seen: RequestSeen): Promise<void> {
    await this.#once(actor, 'cancel', seen, '', async work => {
      const { transaction, staff, request, now } = work
      if (request.kind !== 'cancel') throw new BadRequest()
      requireUnclaimedByOthers(request, staff, now)
      const appointment = await bookingToChange(transaction, staff, request, seen, now)
      const change = { actor: staff, patientId: request.patientId, appointment, now }
      await cancelBooking(transaction, change, request.reason)
      await closeRequest(transaction, request, { outcome: 'done', actor: staff, at: now })
      return ''
    })
  }

  /**
   * Moves the appointment to the chosen time, and returns the id of the new one. Also throws {@link ClaimedByAnother},
   * `BookingChanged`, and `TimeTaken` if the time is not free any more.
   */
  async completeReschedule(actor: Actor, seen: RequestSeen, chosen: ChosenTime): Promise<string> {
    return this.#once(actor, 'reschedule', seen, chosen.slotId, async work => {
      const { transaction, staff, request, now } = work
      if (request.kind !== 'reschedule') throw new BadRequest()
      requireUnclaimedByOthers(request, staff, now)
      const appointment = await bookingToChange(transaction, staff, request, seen, now)
      // A time that the hospital owes is none of the changes that a patient may make.
      const by = appointment.status === 'booked' ? undefined : ('hospital' as const)
      const change = { actor: staff, patientId: request.patientId, appointment, now, ...(by && { by }) }
      const movedToId = await moveBooking(transaction, change, chosen)
      await closeRequest(transaction, request, { outcome: 'done', actor: staff, at: now })
      await reportAppointment(transaction, movedToId, now)
      return movedToId
    })
  }

  /** The patient has been told the outcome of a closed request. `how`: one of {@link WAYS_TO_TELL}. */
  async tell(actor: Actor, seen: RequestSeen, how: WayToTell): Promise<void> {
    await this.#once(actor, 'tell', seen, how, async ({ transaction, staff, request, now }) => {
      if (!(await markTold(transaction, request))) throw new StaleVersion()
      await addToHistory(transaction, request, { event: 'told', actor: staff, at: now, note: how })
      return ''
    })
  }
}

function requireUnclaimedByOthers(request: ChangeRequest, staff: StaffActor, now: Temporal.Instant): void {
  if (isClaimedByOther(request, staff.userId, now)) throw new ClaimedByAnother(request)
}
