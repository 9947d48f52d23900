import { NotFound } from '../../../shared/errors.ts'
import { readDate } from '../../../shared/read-date.ts'

/** The date in an address. Throws `NotFound` for anything else. */
export function dateInAddress(text: unknown): Temporal.PlainDate {
  const date = readDate(text)
  if (!date) throw new NotFound()
  return date
}
