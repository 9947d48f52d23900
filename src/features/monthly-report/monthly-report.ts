import type { Database } from '../../database/database.ts'
import { asCsv } from '../../shared/csv.ts'
import { type Period, periodOfMonth } from '../../shared/dates.ts'
import { eventsOfTrust } from './counted-event-store.ts'
import { monthlyReport } from './figures.ts'

export { isTrust } from './counted-event-store.ts'

/** The month, YYYY-MM, by London time. Throws RangeError otherwise. */
export function periodOf(month: string): Period {
  return periodOfMonth(Temporal.PlainYearMonth.from(month))
}

/**
 * The report of a trust for one month as CSV. There is no byte order mark, because all text is ASCII.
 */
export async function monthlyCsv(database: Database, month: string, trust: string): Promise<string> {
  const rows = await monthlyReport(month, trust, eventsOfTrust(database, trust, periodOf(month)))
  return asCsv(rows)
}
