/** The month and the 12 before it, oldest first: the same month a year ago is among them. */
export function monthsUntil(last: Temporal.PlainYearMonth): Temporal.PlainYearMonth[] {
  return Array.from({ length: 13 }, (_, index) => last.subtract({ months: 12 - index }))
}
