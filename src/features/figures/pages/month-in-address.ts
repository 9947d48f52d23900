import type { Request } from 'express'
import { NotFound } from '../../../shared/errors.ts'
import type { QueryRules } from '../../../web/session/destination.ts'

/** `month`: YYYY-MM. */
export const monthQuery = { month: /^\d{4}-(0[1-9]|1[0-2])$/ } satisfies QueryRules

/** The month that the address asks for; undefined if it asks for none. Throws {@link NotFound} for anything else. */
export function monthIn({ query: { month } }: Request): Temporal.PlainYearMonth | undefined {
  if (month === undefined) return undefined
  if (typeof month !== 'string' || !monthQuery.month.test(month)) throw new NotFound()
  return Temporal.PlainYearMonth.from(month)
}
