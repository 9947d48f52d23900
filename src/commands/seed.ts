import { loadConfig } from '../config/config.ts'
import { isSqlServer } from '../database/database.ts'
import { migrate } from '../database/migrate.ts'
import { CommandError, print, progressPrinter, readOptions, runCommand, withDatabase } from './command.ts'

const USAGE = `Usage: npm run seed -- [--appointments 100000]
Adds the demonstration people to the empty database that DATABASE_URL names, and that many appointments of other patients.`

await runCommand(USAGE, seed)

async function seed(): Promise<void> {
  const { appointments: countText = '0' } = readOptions({ appointments: { type: 'string' } }, USAGE)
  const config = loadConfig()
  if (config.production)
    throw new CommandError('Demonstration people are never added in production. Nothing was added.')
  // Imported dynamically, so that a production process never loads the demonstration.
  const { fillDemonstration, isEmptyPas } = await import('../dev/demonstration/fill-demonstration.ts')
  const { demonstrationFiles } = await import('../dev/demonstration/demonstration-files.ts')
  const { maxAppointments } = await import('../dev/large-population/large-population.ts')
  if (!/^\d+$/.test(countText) || Number(countText) > maxAppointments)
    throw new CommandError(
      `--appointments takes a whole number up to ${maxAppointments.toLocaleString('en-GB')}.`,
    )
  const appointments = Number(countText)

  await withDatabase(async database => {
    await migrate(database)
    if (!(await isEmptyPas(database)))
      throw new CommandError(
        'The database is not empty: nothing was added. Point DATABASE_URL at an empty one.',
      )
    const now = Temporal.Now.instant()
    await fillDemonstration(database, now, demonstrationFiles(database, config.files))
    print('Added the demonstration people.')
    if (appointments === 0) return
    if (!isSqlServer(database)) await database.raw('pragma cache_size = -500000') // keep indexes in memory
    const { fillLargePopulation } = await import('../dev/large-population/fill-large-population.ts')
    const printProgress = progressPrinter(
      appointments,
      (done, total) => `Added ${done} of ${total} appointments.`,
    )
    await fillLargePopulation(database, now, appointments, printProgress)
  })
}
