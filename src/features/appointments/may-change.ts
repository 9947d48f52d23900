import type { Appointment, ChangeKind, How, Rules } from './appointment.ts'

/** Why a patient cannot make a change online; each has its own words on the page. */
export type Obstacle =
  | 'cancelled'
  | 'over'
  | 'cancellation-pending'
  | 'reschedule-pending'
  | 'phone-only'
  | 'too-late'
  | 'changed-too-often'

export type MayChange = { how: Exclude<How, 'phone'>; obstacle?: never } | { how?: never; obstacle: Obstacle }

/** May this be cancelled or moved online now, and if so is it done at once or asked for? */
export function mayChange(appointment: Appointment, kind: ChangeKind, now: Temporal.Instant): MayChange {
  const { request, rules, startsAt, status } = appointment
  if (status === 'cancelled') return { obstacle: 'cancelled' }
  if (status !== 'booked' || Temporal.Instant.compare(now, startsAt) >= 0) return { obstacle: 'over' }
  if (request) return { obstacle: request.kind === 'cancel' ? 'cancellation-pending' : 'reschedule-pending' }
  const how = rules[kind]
  // Delay can do the most harm here, so no setting opens it to a form.
  if (how === 'phone' || appointment.priority === 'TWO_WEEK_WAIT') return { obstacle: 'phone-only' }
  if (isTooLate(rules, startsAt, now)) return { obstacle: 'too-late' }
  if (kind === 'reschedule' && appointment.changesMade >= rules.maxChanges)
    return { obstacle: 'changed-too-often' }
  return { how }
}

/** Is what starts then too near to be changed online? */
export function isTooLate(
  { minimumNoticeHours }: Rules,
  startsAt: Temporal.Instant,
  now: Temporal.Instant,
): boolean {
  return Temporal.Instant.compare(now, startsAt.subtract({ hours: minimumNoticeHours })) > 0
}
