import type { Database } from '../../database/database.ts'
import { loadRows } from '../../database/load-rows.ts'
import { londonDate } from '../../shared/dates.ts'
import { clinicianRow, clinicRow } from '../demonstration/standing-rows.ts'
import { largePopulation } from './large-population.ts'
import { largeClinics, largeSites, largeTrusts } from './trusts.ts'

/**
 * Adds `count` appointments of other patients at other trusts. Calls `progress` with the number so far after each
 * part.
 */
export async function fillLargePopulation(
  database: Database,
  now: Temporal.Instant,
  count: number,
  progress: (appointments: number) => void,
): Promise<void> {
  await loadRows(database, [
    ['trust', largeTrusts],
    ['site', largeSites],
    ['clinic', largeClinics.map(clinicRow)],
    ['clinician', largeClinics.map(clinicianRow)],
  ])
  let done = 0
  for (const { patients, slots, appointments, changeRequests } of largePopulation(count, londonDate(now))) {
    await loadRows(database, [
      ['patient', patients],
      ['slot', slots],
      ['appointment', appointments],
      ['change_request', changeRequests],
    ])
    done += appointments.length
    progress(done)
  }
}
