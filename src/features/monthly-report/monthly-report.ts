import { stringify } from 'csv-stringify/sync'
import type { Database } from '../../database/database.ts'
import { london } from '../../shared/dates.ts'
import { eventsOfTrust, type Period } from './counted-event-store.ts'
import { monthlyReport } from './figures.ts'

export { isTrust } from './counted-event-store.ts'

/** The month in London, which begins and ends an hour early in summer. Throws RangeError for what is no month. */
export function periodOf(month: string): Period {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
  const at = (day: Temporal.PlainDate) => day.toZonedDateTime(london).toInstant()
  return { from: at(first), until: at(first.add({ months: 1 })) }
}

/**
 * The month's report of a trust as CSV (RFC 4180), its first line the names of the columns. No cell is taken for a formula
 * by a spreadsheet. It is plain ASCII as long as trusts' codes are, so it has no byte order mark.
 */
export async function monthlyCsv(database: Database, month: string, trust: string): Promise<string> {
  const rows = await monthlyReport(month, trust, eventsOfTrust(database, trust, periodOf(month)))
  return asCsv(rows)
}

export function asCsv(rows: readonly object[]): string {
  return stringify([...rows], { header: true, escape_formulas: true, record_delimiter: 'windows' })
}
