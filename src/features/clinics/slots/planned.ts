import { isBankHoliday } from '../../../shared/bank-holidays.ts'
import { london } from '../../../shared/dates.ts'

/** Times of a clinic, on one day or every week. */
export interface Pattern {
  first: Temporal.PlainDate
  /** The same as `first` for one day. */
  last: Temporal.PlainDate
  /** ISO weekdays: 1 is Monday. */
  days: readonly number[]
  from: Temporal.PlainTime
  until: Temporal.PlainTime
  /** How long each time is. */
  minutes: number
}

export interface PlannedTime {
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

/** More than a form should make; the rest is added in parts. */
export const MAX_PLANNED = 500

/**
 * The times of a pattern by the clock in London, soonest first, without bank holidays and what does not fit before the end. At
 * most one more than {@link MAX_PLANNED}. A time that the clock skips, or shows twice, in the night when it changes is left out.
 */
export function plannedTimes({ first, last, days, from, until, minutes }: Pattern): PlannedTime[] {
  const planned: PlannedTime[] = []
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    if (!days.includes(date.dayOfWeek) || isBankHoliday(date)) continue
    const end = date.toPlainDateTime(until)
    let time = date.toPlainDateTime(from)
    for (let next = time.add({ minutes }); Temporal.PlainDateTime.compare(next, end) <= 0; ) {
      const [startsAt, endsAt] = [instantOf(time), instantOf(next)]
      if (startsAt && endsAt && startsAt.until(endsAt).total('minutes') === minutes)
        planned.push({ startsAt, endsAt })
      if (planned.length > MAX_PLANNED) return planned
      time = next
      next = time.add({ minutes })
    }
  }
  return planned
}

/** Undefined for a time that does not exist, or exists twice. */
function instantOf(time: Temporal.PlainDateTime): Temporal.Instant | undefined {
  const earlier = time.toZonedDateTime(london, { disambiguation: 'earlier' }).toInstant()
  const later = time.toZonedDateTime(london, { disambiguation: 'later' }).toInstant()
  return earlier.equals(later) ? earlier : undefined
}
