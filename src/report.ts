import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ConfigError, loadConfig } from './config.ts'
import { type Database, openDatabase } from './database/database.ts'
import { isTrust, monthlyCsv, periodOf } from './features/reports/reports.ts'

/** `npm run report -- --month 2026-10 --trust RFF`: the monthly report, to standard output or to `--output`. */

const TEN_MINUTES = 10 * 60 * 1000
const USE = 'Use: npm run report -- --month 2026-10 --trust RFF [--output report.csv]'

/** Why there is no report, in words for whoever typed the command. */
class NoReport extends Error {}

try {
  const { month, trust, output } = asked()
  const database = openDatabase(loadConfig().databaseUrl, { patience: TEN_MINUTES })
  await write(database, month, trust, output).finally(() => database.destroy())
} catch (error) {
  if (!(error instanceof NoReport || error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

async function write(database: Database, month: string, trust: string, output: string | undefined) {
  if (!(await isTrust(database, trust)))
    throw new NoReport('There is no trust with that code in the database.')
  const csv = await monthlyCsv(database, month, trust)
  if (output === undefined) process.stdout.write(csv)
  else writeFileSync(output, csv)
}

function asked() {
  const { month, trust, output } = readArguments()
  if (!month || !trust || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || !/^[A-Z\d]{3,6}$/.test(trust))
    throw new NoReport(USE)
  const { from, until } = periodOf(month)
  const now = Temporal.Now.instant()
  if (Temporal.Instant.compare(now, from) < 0) throw new NoReport('That month has not begun.')
  if (Temporal.Instant.compare(now, until) < 0)
    process.stderr.write('That month is not over: its figures will still change.\n')
  return { month, trust, output }
}

function readArguments() {
  try {
    const options = {
      month: { type: 'string' },
      trust: { type: 'string' },
      output: { type: 'string' },
    } as const
    return parseArgs({ options }).values
  } catch (error) {
    throw new NoReport(`${(error as Error).message}\n${USE}`)
  }
}
