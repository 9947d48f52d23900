import { london, weekdays } from '../../../shared/dates.ts'
import type { FreeTime } from '../../appointments/appointments.ts'
import type { ChangeRequest } from '../change-request.ts'

/** More than anyone reads through. */
const MAX_SHOWN = 60

export interface TimesForPatient {
  /** On the days and at the times of day that the patient prefers, soonest first. */
  preferred: FreeTime[]
  other: FreeTime[]
  /** Whether there are later times that are left out. */
  hasMore: boolean
}

export function timesForPatient(
  times: readonly FreeTime[],
  wishes: Pick<ChangeRequest, 'preferredDays' | 'preferredTimes'>,
): TimesForPatient {
  const preferred = times.filter(time => suits(time, wishes))
  const other = times.filter(time => !suits(time, wishes))
  return {
    preferred: preferred.slice(0, MAX_SHOWN),
    other: other.slice(0, MAX_SHOWN),
    hasMore: preferred.length > MAX_SHOWN || other.length > MAX_SHOWN,
  }
}

function suits(
  { startsAt }: FreeTime,
  { preferredDays, preferredTimes }: Pick<ChangeRequest, 'preferredDays' | 'preferredTimes'>,
): boolean {
  const { dayOfWeek, hour } = startsAt.toZonedDateTimeISO(london)
  const day = weekdays[dayOfWeek - 1]?.toLowerCase() ?? ''
  const time = hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening'
  return isAmong(day, preferredDays) && isAmong(time, preferredTimes)
}

function isAmong(value: string, wished: readonly string[]): boolean {
  return wished.length === 0 || wished.includes('any') || wished.includes(value)
}
