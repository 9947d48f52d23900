import { workingDay } from './working-days.ts'

/** A moment told from today, so that the demonstration never goes stale. */
export type When = (today: Temporal.PlainDate) => Temporal.Instant

/** That many working days from today, at HH:MM by the clock in London. */
export function inWorkingDays(count: number, time: string): When {
  return today => atLondonTime(workingDay(today, count), time)
}

export function workingDaysAgo(count: number, time: string): When {
  return inWorkingDays(-count, time)
}

/** Not always a working day, so only for what nobody attends. */
export function inDays(days: number, time: string): When {
  return today => atLondonTime(today.add({ days }), time)
}

/** The last working day before, or the first after, the next time the clocks change in that month. */
export function besideClockChange(side: 'before' | 'after', month: 3 | 10, time: string): When {
  return today => atLondonTime(workingDay(nextClockChange(today, month), side === 'before' ? -1 : 1), time)
}

export function atLondonTime(date: Temporal.PlainDate, time: string): Temporal.Instant {
  return date
    .toZonedDateTime({ timeZone: 'Europe/London', plainTime: Temporal.PlainTime.from(time) })
    .toInstant()
}

/** When a trust open 8 hours a day has promised an answer within 16 working hours. */
export function twoWorkingDaysAfter(instant: Temporal.Instant): Temporal.Instant {
  const asked = instant.toZonedDateTimeISO('Europe/London')
  return atLondonTime(workingDay(asked.toPlainDate(), 2), asked.toPlainTime().toString())
}

/** The next change that has a working day before it still to come. */
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
