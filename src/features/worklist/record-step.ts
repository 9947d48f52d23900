import { audit } from '../../audit/audit.ts'
import type { Transaction } from '../../database/database.ts'
import { StaleVersion } from '../../database/idempotent.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import type { Actor } from '../../shared/actor.ts'
import type { PatientAction } from '../../shared/audit-actions.ts'
import { reportAppointment } from '../wayfinder/wayfinder.ts'
import type { ChangeRequest, Outcome, RequestEventKind } from './change-request.ts'
import { openFollowUpIfOwed } from './owed-time.ts'
import { addRequestEvent, type NewRequestEvent } from './request-event-store.ts'
import { type RequestChange, raiseVersion, saveRequest } from './request-store.ts'

/** The actions of the audit log. The events of the outbox are called `request-` and the step. */
const ACTIONS: Record<RequestEventKind, PatientAction> = {
  claimed: 'claimed-request',
  'taken-over': 'took-over-request',
  released: 'released-request',
  noted: 'noted-on-request',
  assigned: 'assigned-request',
  unassigned: 'unassigned-request',
  'marked-urgent': 'marked-request-urgent',
  'marked-normal': 'marked-request-normal',
  done: 'completed-request',
  declined: 'declined-request',
  withdrawn: 'withdrew-request',
  lapsed: 'ended-request',
  told: 'told-patient',
}

/**
 * Makes one step of the work on a request, with its history, audit entry and event. The caller holds the lock of the
 * patient. Throws {@link StaleVersion} if the request is not open any more, or not in this version.
 */
export async function recordStep(
  transaction: Transaction,
  request: ChangeRequest,
  change: RequestChange,
  step: NewRequestEvent,
): Promise<void> {
  if (!(await saveRequest(transaction, request, change))) throw new StaleVersion()
  await addToHistory(transaction, request, step)
}

/** The history, the audit entry and the event of a step that has made the next version of the request. */
export async function addToHistory(
  transaction: Transaction,
  request: ChangeRequest,
  step: NewRequestEvent,
): Promise<void> {
  const next = { id: request.id, version: request.version + 1 }
  await addRequestEvent(transaction, next, step)
  const subject = { type: 'change-request', ...next }
  await audit(transaction, step.actor, ACTIONS[step.event], subject, step.at, request.patientId)
  await addToOutbox(transaction, `request-${step.event}`, subject, step.at)
}

/**
 * Closes a request, and reports it. `reply`: words for the patient. `done` follows a change of the booking, which has made
 * a new version of the appointment; the other outcomes make one. A patient to whom the hospital still owes a time is not forgotten. Throws as {@link recordStep} does.
 */
export async function closeRequest(
  transaction: Transaction,
  request: ChangeRequest,
  { outcome, actor, at, reply, note }: Closing,
): Promise<void> {
  if (outcome !== 'done') await raiseVersion(transaction, request.appointmentId)
  const by = actor.kind === 'staff' ? actor.userId : null
  const closed = { outcome, at, by, reply: reply ?? null, toTell: actor.kind === 'staff' }
  await recordStep(transaction, request, { claim: null, closed }, { event: outcome, actor, at, note })
  if (outcome === 'declined' || outcome === 'withdrawn') await openFollowUpIfOwed(transaction, request, at)
  await reportAppointment(transaction, request.appointmentId, at)
}

interface Closing {
  outcome: Outcome
  actor: Actor
  at: Temporal.Instant
  reply?: string
  note?: string
}
