import { parseArgs } from 'node:util'
import { ConfigError, loadConfig } from './config.ts'
import { type Database, openDatabase } from './database/database.ts'
import { askForResend, countRefusedRecords, countTold } from './features/patients/told-record-store.ts'

/**
 * `npm run record-service -- --count [--at 2026-10-31T23:59:59Z]`: how many patients the Record Service had been told of.
 * `npm run record-service -- --resend-all`: has the worker tell it of everybody again, new ones first.
 */

const KIND = 'appointments'
const TEN_MINUTES = 10 * 60 * 1000
const USE = 'Use: npm run record-service -- --count [--at 2026-10-31T23:59:59Z], or --resend-all'

/** Why nothing was done, in words for whoever typed the command. */
class Misused extends Error {}

try {
  const { resend, at } = asked()
  const database = openDatabase(loadConfig().databaseUrl, { patience: TEN_MINUTES })
  await (resend ? resendAll(database) : count(database, at)).finally(() => database.destroy())
} catch (error) {
  if (!(error instanceof Misused || error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

async function resendAll(database: Database) {
  await askForResend(database, KIND, Temporal.Now.instant())
  print('The worker tells the record service of every eligible patient again, after those who are new.')
}

async function count(database: Database, at: Temporal.Instant) {
  print(`${await countTold(database, KIND, at)} patients by ${at}`)
  const refused = await countRefusedRecords(database)
  if (refused > 0) print(`${refused} are set aside, because the service refused them`)
}

function asked() {
  const given = readArguments()
  if (Boolean(given.count) === Boolean(given['resend-all']) || (given.at && !given.count))
    throw new Misused(USE)
  try {
    const at = given.at === undefined ? Temporal.Now.instant() : Temporal.Instant.from(given.at)
    return { resend: given['resend-all'] === true, at }
  } catch {
    throw new Misused(USE)
  }
}

function readArguments() {
  try {
    const options = {
      count: { type: 'boolean' },
      at: { type: 'string' },
      'resend-all': { type: 'boolean' },
    } as const
    return parseArgs({ options }).values
  } catch (error) {
    throw new Misused(`${(error as Error).message}\n${USE}`)
  }
}

function print(line: string) {
  process.stdout.write(`${line}\n`)
}
