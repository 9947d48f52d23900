import { parseArgs } from 'node:util'
import { ConfigError, loadConfig } from './config.ts'
import { isSqlServer, openDatabase } from './database/database.ts'
import { migrate } from './database/migrate.ts'
import { fillDemonstration, isEmptyPas } from './demonstration/fill-demonstration.ts'
import { fillLargePopulation } from './demonstration/fill-large-population.ts'
import { mostAppointments } from './demonstration/large-population.ts'

const TEN_MINUTES = 10 * 60 * 1000

/** Why nothing was done, in words for whoever typed the command. */
class CannotSeed extends Error {}

try {
  await seed()
} catch (error) {
  if (!(error instanceof CannotSeed || error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

async function seed(): Promise<void> {
  const appointments = appointmentsAskedFor()
  const { databaseUrl, production } = loadConfig()
  if (production) throw new CannotSeed('Invented people have no place in production: nothing was added.')
  const database = openDatabase(databaseUrl, { patience: TEN_MINUTES })
  try {
    await migrate(database)
    if (!(await isEmptyPas(database)))
      throw new CannotSeed(
        'The database is not empty: nothing was added. Point DATABASE_URL at an empty one.',
      )
    const now = Temporal.Now.instant()
    await fillDemonstration(database, now)
    process.stdout.write('Added the demonstration people.\n')
    if (!isSqlServer(database)) await database.raw('pragma cache_size = -500000') // indexes in memory
    if (appointments > 0)
      await fillLargePopulation(database, now, appointments, done =>
        process.stdout.write(
          `Added ${done.toLocaleString('en-GB')} of ${appointments.toLocaleString('en-GB')} appointments.\n`,
        ),
      )
  } finally {
    await database.destroy()
  }
}

function appointmentsAskedFor(): number {
  const asked = argument() ?? '0'
  if (/^\d+$/.test(asked) && Number(asked) <= mostAppointments) return Number(asked)
  throw new CannotSeed(
    `--appointments takes a whole number up to ${mostAppointments.toLocaleString('en-GB')}.`,
  )
}

function argument(): string | undefined {
  try {
    return parseArgs({ options: { appointments: { type: 'string' } } }).values.appointments
  } catch (error) {
    throw new CannotSeed(`${(error as Error).message}\nUse: npm run seed -- --appointments 100000`)
  }
}
