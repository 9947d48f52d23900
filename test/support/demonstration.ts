import { loadConfig } from '../../src/config/config.ts'
import type { Database } from '../../src/database/database.ts'
import { renewDemonstration } from '../../src/dev/demonstration/fill-demonstration.ts'
import { startPortal } from '../../src/portal.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { createLog } from '../../src/shared/log.ts'
import { borrowDatabase, returnDatabase } from './database/portal-databases.ts'
import type { Closer } from './databases.ts'

export interface Demonstration {
  url: string
  nhsApp: string
  database: Database
}

/** The whole demonstration on a database of its own, as `npm start` starts it. */
export async function startDemonstration(t: Closer): Promise<Demonstration> {
  const databaseUrl = await borrowDatabase()
  const config = loadConfig({ PORT: '0', DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' })
  const portal = await startPortal(config, { clock: systemClock, log: createLog('silent') })
  t.after(async () => {
    await portal.close()
    returnDatabase(databaseUrl)
  })
  return { url: `http://localhost:${portal.port}`, nhsApp: portal.nhsAppUrl, database: portal.database }
}

/** Puts everything back as it was at first, which is quicker than starting another. */
export async function putBack({ database }: Demonstration): Promise<void> {
  await database('rate_limit').delete()
  await renewDemonstration(database, Temporal.Now.instant())
}

/** The address of the next appointment of that name. */
export async function appointmentOf(
  { database }: Demonstration,
  nhsNumber: string,
  title: string,
): Promise<string> {
  const { id } = await database('appointment')
    .join('patient', 'patient.id', 'appointment.patient_id')
    .where({ nhs_number: nhsNumber, title, 'appointment.status': 'booked' })
    .orderBy('starts_at')
    .first('appointment.id')
  return `/patient-portal/appointment/${id}`
}
