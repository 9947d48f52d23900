import { london } from '../../shared/dates.ts'

/** From the first instant of a month in London, to that of the next. */
export interface Period {
  from: Temporal.Instant
  until: Temporal.Instant
}

export function periodOf(month: Temporal.PlainYearMonth): Period {
  const first = month.toPlainDate({ day: 1 })
  const at = (day: Temporal.PlainDate) => day.toZonedDateTime(london).toInstant()
  return { from: at(first), until: at(first.add({ months: 1 })) }
}

/** The month and the 12 before it, oldest first: the same month a year ago is among them. */
export function monthsUntil(last: Temporal.PlainYearMonth): Temporal.PlainYearMonth[] {
  return Array.from({ length: 13 }, (_, index) => last.subtract({ months: 12 - index }))
}
