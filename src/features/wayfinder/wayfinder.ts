import type { Database, Transaction } from '../../database/database.ts'
import { isDuplicateKey } from '../../database/faults.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import type { Actor } from '../../shared/actor.ts'
import {
  decidedRequests,
  findReportable,
  keepReported,
  lockAppointment,
  type Reportable,
} from './reported-appointment-store.ts'
import {
  addReportingEvent,
  isReported,
  type NewReportingEvent,
  type ReportedKind,
} from './reporting-event-store.ts'

export { addReportingEvent, type ReportedKind } from './reporting-event-store.ts'

/*
 * What the Wayfinder Reporting Service is to hear of appointments. It is worked out from how the appointment was
 * reported last and how it is now, so that it is the same whether the patient, the booking team or the PAS itself made
 * the change; and it is kept in the transaction of a change the portal makes.
 */

/**
 * Reports the appointment if it is not reported as it is now: first itself, then what happened to it. Answers it, or
 * undefined where nobody is told of it.
 */
export async function reportAppointment(
  transaction: Transaction,
  id: string,
  now: Temporal.Instant,
): Promise<Reportable | undefined> {
  const seen = await findReportable(transaction, id, now)
  if (!seen || seen.reported?.version === seen.version) return seen
  await lockAppointment(transaction, id)
  const found = await findReportable(transaction, id, now)
  if (!found || found.reported?.version === found.version) return found
  await keepReported(transaction, found)
  await addReportingEvent(transaction, {
    ...about(found, now),
    kind: 'appointment',
    details: {
      startsAt: found.startsAt.toString(),
      status: found.status,
      encounterClass: found.encounterClass,
    },
  })
  await reportOutcome(transaction, found, now)
  await reportDecisions(transaction, found, now)
  return found
}

/** What a patient asked of the booking team. */
export async function reportRequest(
  transaction: Transaction,
  actor: Actor,
  kind: 'cancellation-requested' | 'reschedule-requested',
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  const found = await reportAppointment(transaction, id, now)
  if (found) await addReportingEvent(transaction, { ...during(actor, found, now), kind })
}

/** A link of the NHS App led a patient to their appointment. Counted once, however often the page is loaded. */
export async function reportView(
  database: Database,
  actor: Actor,
  id: string,
  jumpOff: { id: string; trackingId?: string | undefined },
  now: Temporal.Instant,
): Promise<void> {
  const view = async (transaction: Transaction) => {
    const found = await reportAppointment(transaction, id, now)
    if (!found || (await isReported(transaction, jumpOff.id))) return
    await addReportingEvent(transaction, {
      ...during(actor, found, now),
      kind: 'appointment-viewed',
      onceKey: jumpOff.id,
      details: { encounterClass: found.encounterClass, trackingId: jumpOff.trackingId },
    })
  }
  await retryTransient(() => database.transaction(view)).catch(error => {
    // The same page, loaded twice at once.
    if (!isDuplicateKey(error)) throw error
  })
}

/** Of an appointment never reported before, what happened longer ago is no news. */
const NEWS = Temporal.Duration.from({ hours: 24 })

function isNews(at: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now.subtract(NEWS), at) <= 0
}

async function reportOutcome(
  transaction: Transaction,
  found: Reportable,
  now: Temporal.Instant,
): Promise<void> {
  const { status, cancelledAt, cancelledBy: by, movedToId, reported } = found
  if (status === reported?.status) return
  if (!reported && !(cancelledAt && isNews(cancelledAt, now))) return
  const details = { encounterClass: found.encounterClass, by }
  const say = (kind: ReportedKind, more: object = {}) =>
    addReportingEvent(transaction, { ...about(found, now), kind, details: { ...details, ...more } })
  if (status === 'noshow') await say('appointment-missed')
  if (status !== 'cancelled') return
  if (movedToId === null) return say('appointment-cancelled')
  await reportAppointment(transaction, movedToId, now)
  await say('appointment-moved', { movedToId })
}

async function reportDecisions(transaction: Transaction, found: Reportable, now: Temporal.Instant) {
  for (const { id, kind, done, decidedAt, minutes } of await decidedRequests(transaction, found.id)) {
    if (!found.reported && !isNews(decidedAt, now)) continue
    if (await isReported(transaction, id)) continue
    const what = kind === 'cancel' ? 'cancellation' : 'reschedule'
    await addReportingEvent(transaction, {
      ...about(found, now),
      kind: `${what}-${done ? 'done' : 'declined'}`,
      onceKey: id,
      details: { minutes },
    })
  }
}

function about(
  { id, patientId, trust, specialty }: Reportable,
  at: Temporal.Instant,
): Omit<NewReportingEvent, 'kind'> {
  return { at, patientId, appointmentId: id, trust, specialty }
}

function during(actor: Actor, found: Reportable, at: Temporal.Instant): Omit<NewReportingEvent, 'kind'> {
  const sessionId = 'sessionId' in actor ? actor.sessionId : undefined
  return { ...about(found, at), sessionId, details: { encounterClass: found.encounterClass } }
}
