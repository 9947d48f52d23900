import type { Appointment, ChangeKind, ChangeMethod, Rules } from './appointment.ts'

/** Why a patient cannot make a change online; pages explain each reason in its own words. */
export type Obstacle =
  | 'cancelled'
  | 'over'
  | 'cancellation-pending'
  | 'reschedule-pending'
  | 'phone-only'
  | 'too-late'
  | 'changed-too-often'

export type MayChange =
  | { how: Exclude<ChangeMethod, 'phone'>; obstacle?: never }
  | { how?: never; obstacle: Obstacle }

/** What decides whether an appointment can be changed online. */
export type Changeable = Pick<
  Appointment,
  'changesMade' | 'priority' | 'request' | 'rules' | 'startsAt' | 'status'
>

/** Whether the appointment can be cancelled or moved online now: the method, or the reason why not. */
export function mayChange(appointment: Changeable, kind: ChangeKind, now: Temporal.Instant): MayChange {
  const { request, rules, startsAt, status } = appointment
  if (status === 'cancelled') return { obstacle: 'cancelled' }
  if (status !== 'booked' || Temporal.Instant.compare(now, startsAt) >= 0) return { obstacle: 'over' }
  if (request) return { obstacle: request.kind === 'cancel' ? 'cancellation-pending' : 'reschedule-pending' }
  const how = rules[kind]
  // A delay is most harmful for a two-week wait, so no setting can allow changes online.
  if (how === 'phone' || appointment.priority === 'TWO_WEEK_WAIT') return { obstacle: 'phone-only' }
  if (isTooLate(rules, startsAt, now)) return { obstacle: 'too-late' }
  if (kind === 'reschedule' && appointment.changesMade >= rules.maxChanges)
    return { obstacle: 'changed-too-often' }
  return { how }
}

/** Whether an appointment that starts at `startsAt` starts too soon to be changed online. */
function isTooLate(
  { minimumNoticeHours }: Rules,
  startsAt: Temporal.Instant,
  now: Temporal.Instant,
): boolean {
  return Temporal.Instant.compare(now, startsAt.subtract({ hours: minimumNoticeHours })) > 0
}
