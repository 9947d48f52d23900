import { workingDay } from './working-days.ts'

/** A UTC instant relative to today, so that the demonstration never goes out of date. */
export type When = (today: Temporal.PlainDate) => Temporal.Instant

/** `count` working days from today, at HH:MM London time. */
export function inWorkingDays(count: number, time: string): When {
  return today => atLondonTime(workingDay(today, count), time)
}

export function workingDaysAgo(count: number, time: string): When {
  return inWorkingDays(-count, time)
}

/** May fall on a weekend or a holiday, so use it only for appointments that no patient attends. */
export function inDays(days: number, time: string): When {
  return today => atLondonTime(today.add({ days }), time)
}

/** The last working day before, or the first after, the next clock change in that month. */
export function besideClockChange(side: 'before' | 'after', month: 3 | 10, time: string): When {
  return today => atLondonTime(workingDay(nextClockChange(today, month), side === 'before' ? -1 : 1), time)
}

export function atLondonTime(date: Temporal.PlainDate, time: string): Temporal.Instant {
  return date
    .toZonedDateTime({ timeZone: 'Europe/London', plainTime: Temporal.PlainTime.from(time) })
    .toInstant()
}

/** The promised time of an answer within 16 working hours, at a trust that is open 8 hours a day. */
export function twoWorkingDaysAfter(instant: Temporal.Instant): Temporal.Instant {
  const requestedAt = instant.toZonedDateTimeISO('Europe/London')
  return atLondonTime(workingDay(requestedAt.toPlainDate(), 2), requestedAt.toPlainTime().toString())
}

/** The next clock change for which the working day before it is still in the future. */
function nextClockChange(today: Temporal.PlainDate, month: 3 | 10): Temporal.PlainDate {
  const change = lastSunday(today.year, month)
  return Temporal.PlainDate.compare(workingDay(change, -1), today) > 0
    ? change
    : lastSunday(today.year + 1, month)
}

function lastSunday(year: number, month: 3 | 10): Temporal.PlainDate {
  const last = Temporal.PlainDate.from({ year, month, day: 31 })
  return last.subtract({ days: last.dayOfWeek % 7 })
}
