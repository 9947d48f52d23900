import type { Database } from '../database/database.ts'
import { londonDate } from '../shared/dates.ts'
import { insertRows } from './insert-rows.ts'
import { largePopulation } from './large-population.ts'
import { largeClinics, largeSites, largeTrusts } from './large-trusts.ts'
import { clinicianRow, clinicRow } from './standing-rows.ts'

/** Adds that many appointments of other patients at other trusts; tells how many there are after each part. */
export async function fillLargePopulation(
  database: Database,
  now: Temporal.Instant,
  count: number,
  progress: (appointments: number) => void,
): Promise<void> {
  await database.transaction(async transaction => {
    await insertRows(transaction, 'trust', largeTrusts)
    await insertRows(transaction, 'site', largeSites)
    await insertRows(transaction, 'clinic', largeClinics.map(clinicRow))
    await insertRows(transaction, 'clinician', largeClinics.map(clinicianRow))
  })
  let done = 0
  for (const { patients, slots, appointments, changeRequests } of largePopulation(count, londonDate(now))) {
    await database.transaction(async transaction => {
      await insertRows(transaction, 'patient', patients)
      await insertRows(transaction, 'slot', slots)
      await insertRows(transaction, 'appointment', appointments)
      await insertRows(transaction, 'change_request', changeRequests)
    })
    done += appointments.length
    progress(done)
  }
}
