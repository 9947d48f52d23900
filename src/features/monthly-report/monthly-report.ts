import type { Database } from '../../database/database.ts'
import { asCsv } from '../../shared/csv.ts'
import { london } from '../../shared/dates.ts'
import { eventsOfTrust, type Period } from './counted-event-store.ts'
import { monthlyReport } from './figures.ts'

export { isTrust } from './counted-event-store.ts'

/**
 * The month, YYYY-MM, by London time: in UTC it starts and ends an hour earlier in summer. Throws RangeError
 * otherwise.
 */
export function periodOf(month: string): Period {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
  const at = (day: Temporal.PlainDate) => day.toZonedDateTime(london).toInstant()
  return { from: at(first), until: at(first.add({ months: 1 })) }
}

/**
 * The report of a trust for one month as CSV. There is no byte order mark, because all text is ASCII.
 */
export async function monthlyCsv(database: Database, month: string, trust: string): Promise<string> {
  const rows = await monthlyReport(month, trust, eventsOfTrust(database, trust, periodOf(month)))
  return asCsv(rows)
}
