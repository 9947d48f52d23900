import type { Database, Transaction } from '../../database/database.ts'
import type { Actor } from '../../shared/actor.ts'
import {
  closedRequests,
  findReportable,
  lockAppointment,
  type Reportable,
  saveReported,
} from './reported-appointment-store.ts'
import {
  addReportingEvent,
  isReported,
  type NewReportingEvent,
  type ReportedKind,
} from './reporting-event-store.ts'
import { saveReport } from './save-report.ts'

export { reportJumpOff } from './report-jump-off.ts'
export { reportLetterOpened, reportLetterView } from './report-letters.ts'
export { reportQuestionnaireView } from './report-questionnaires.ts'
export { addReportingEvent, type ReportedKind } from './reporting-event-store.ts'

/*
 * Saves events about appointments for the Wayfinder Reporting Service. The events follow from the difference between
 * the state reported last and the current state, so they are the same whether the patient, the booking team or the
 * PAS made the change. Changes by the portal and their events are saved in one transaction.
 */

/**
 * Reports the appointment if its current version is not reported yet: first its state, then what happened to it.
 * Returns the appointment, or undefined if it may not be reported.
 */
export async function reportAppointment(
  transaction: Transaction,
  id: string,
  now: Temporal.Instant,
): Promise<Reportable | undefined> {
  const unlocked = await findReportable(transaction, id, now)
  if (!unlocked || unlocked.reported?.version === unlocked.version) return unlocked
  await lockAppointment(transaction, id)
  const found = await findReportable(transaction, id, now)
  if (!found || found.reported?.version === found.version) return found
  await saveReported(transaction, found)
  await addReportingEvent(transaction, {
    ...eventFields(found, now),
    kind: 'appointment',
    details: {
      startsAt: found.startsAt.toString(),
      status: found.status,
      encounterClass: found.encounterClass,
    },
  })
  await reportOutcome(transaction, found, now)
  await reportClosedRequests(transaction, found, now)
  return found
}

/** Reports a patient's request to the booking team. */
export async function reportRequest(
  transaction: Transaction,
  actor: Actor,
  kind: 'cancellation-requested' | 'reschedule-requested',
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  const found = await reportAppointment(transaction, id, now)
  if (found) await addReportingEvent(transaction, { ...sessionEventFields(actor, found, now), kind })
}

/**
 * Reports that a patient opened an appointment with a link in the NHS App; once for each link, even if the page is
 * reloaded.
 */
export async function reportView(
  database: Database,
  actor: Actor,
  id: string,
  jumpOff: { id: string; trackingId?: string | undefined },
  now: Temporal.Instant,
): Promise<void> {
  await saveReport(database, async transaction => {
    const found = await reportAppointment(transaction, id, now)
    if (!found || (await isReported(transaction, jumpOff.id))) return
    await addReportingEvent(transaction, {
      ...sessionEventFields(actor, found, now),
      kind: 'appointment-viewed',
      onceKey: jumpOff.id,
      details: { encounterClass: found.encounterClass, trackingId: jumpOff.trackingId },
    })
  })
}

/** When an appointment is reported for the first time, events older than this are left out. */
const RECENT = Temporal.Duration.from({ hours: 24 })

function isRecent(at: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now.subtract(RECENT), at) <= 0
}

async function reportOutcome(
  transaction: Transaction,
  found: Reportable,
  now: Temporal.Instant,
): Promise<void> {
  const { status, cancelledAt, cancelledBy: by, movedToId, reported } = found
  if (status === reported?.status) return
  if (!reported && !(cancelledAt && isRecent(cancelledAt, now))) return
  const details = { encounterClass: found.encounterClass, by }
  const addEvent = (kind: ReportedKind, more: object = {}) =>
    addReportingEvent(transaction, { ...eventFields(found, now), kind, details: { ...details, ...more } })
  if (status === 'noshow') await addEvent('appointment-missed')
  if (status !== 'cancelled') return
  if (movedToId === null) return addEvent('appointment-cancelled')
  await reportAppointment(transaction, movedToId, now)
  await addEvent('appointment-moved', { movedToId })
}

/** Only an answer of the booking team has `minutes`, of which the monthly report gives the median. */
async function reportClosedRequests(transaction: Transaction, found: Reportable, now: Temporal.Instant) {
  for (const { id, kind, outcome, decidedAt, minutes } of await closedRequests(transaction, found.id)) {
    if (!found.reported && !isRecent(decidedAt, now)) continue
    if (await isReported(transaction, id)) continue
    const what = kind === 'cancel' ? 'cancellation' : 'reschedule'
    await addReportingEvent(transaction, {
      ...eventFields(found, now),
      kind: `${what}-${outcome}`,
      onceKey: id,
      details: outcome === 'done' || outcome === 'declined' ? { minutes } : {},
    })
  }
}

function eventFields(
  { id, patientId, trust, specialty }: Reportable,
  at: Temporal.Instant,
): Omit<NewReportingEvent, 'kind'> {
  return { at, patientId, appointmentId: id, trust, specialty }
}

function sessionEventFields(
  actor: Actor,
  found: Reportable,
  at: Temporal.Instant,
): Omit<NewReportingEvent, 'kind'> {
  const sessionId = 'sessionId' in actor ? actor.sessionId : undefined
  return { ...eventFields(found, at), sessionId, details: { encounterClass: found.encounterClass } }
}
