import type { Appointment, ChangeKind } from '../appointment.ts'

/** What has become of a patient's request, for the page of its appointment. */
export type RequestProgress = OpenProgress | ClosedProgress

interface OpenProgress {
  stage: 'received' | 'being-looked-at'
  kind: ChangeKind
  byHospital: boolean
  requestedAt: Temporal.Instant
  promisedBy: Temporal.Instant
  /** When the member of staff who is working on it began. */
  since: Temporal.Instant | undefined
  overdue: boolean
}

interface ClosedProgress {
  stage: 'done' | 'declined' | 'withdrawn' | 'lapsed'
  kind: ChangeKind
  /** The hospital had closed the clinic: the patient had asked for nothing. */
  byHospital: boolean
  requestedAt: Temporal.Instant
  closedAt: Temporal.Instant
  /** Why it was declined, in the words of the booking team; null if they wrote none. */
  reply: string | null
}

/** What is known of the last request about an appointment. */
export interface LatestRequest {
  status: 'open' | ClosedProgress['stage']
  kind: ChangeKind
  byHospital: boolean
  requestedAt: Temporal.Instant
  decidedAt: Temporal.Instant | null
  reply: string | null
}

/** `latest`: the last request that is known of the appointment. Undefined if the page has nothing to say about one. */
export function requestProgress(
  appointment: Appointment,
  latest: LatestRequest | undefined,
  now: Temporal.Instant,
): RequestProgress | undefined {
  const { request } = appointment
  if (request) {
    const { byHospital, claim, kind, promisedBy, requestedAt } = request
    const since = claim && Temporal.Instant.compare(now, claim.until) < 0 ? claim.at : undefined
    const overdue = Temporal.Instant.compare(now, promisedBy) > 0
    const stage = since ? 'being-looked-at' : 'received'
    return { stage, kind, byHospital, requestedAt, promisedBy, since, overdue }
  }
  if (!latest?.decidedAt || latest.status === 'open') return undefined
  const { byHospital, decidedAt: closedAt, kind, reply, requestedAt, status: stage } = latest
  return isStillNews(appointment, { kind, stage }, now)
    ? { stage, kind, byHospital, requestedAt, closedAt, reply }
    : undefined
}

/** An answer is shown while the appointment is as it left it, and is to come. */
function isStillNews(
  { cancelledBy, endsAt, status }: Appointment,
  { kind, stage }: Pick<ClosedProgress, 'kind' | 'stage'>,
  now: Temporal.Instant,
): boolean {
  if (stage === 'lapsed') return true
  if (Temporal.Instant.compare(endsAt, now) <= 0) return false
  if (stage === 'done') return status === (kind === 'cancel' ? 'cancelled' : 'booked')
  // The hospital may have cancelled while the patient waited for another time.
  return status === 'booked' || (stage === 'declined' && status === 'cancelled' && cancelledBy === 'hospital')
}
