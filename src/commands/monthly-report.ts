import { writeFileSync } from 'node:fs'
import { isTrust, monthlyCsv, periodOf } from '../features/monthly-report/monthly-report.ts'
import { CommandError, readOptions, runCommand, withDatabase } from './command.ts'

const USAGE = `Usage: npm run report -- --month 2026-10 --trust RFF [--output report.csv]
Writes a trust's monthly report to standard output, or to a file.`

await runCommand(USAGE, async () => {
  const { month, trust, output } = readArguments()
  const csv = await withDatabase(async database => {
    if (!(await isTrust(database, trust))) throw new CommandError('The database has no trust with that code.')
    return monthlyCsv(database, month, trust)
  })
  if (output === undefined) process.stdout.write(csv)
  else writeFileSync(output, csv)
})

function readArguments() {
  const options = {
    month: { type: 'string' },
    trust: { type: 'string' },
    output: { type: 'string' },
  } as const
  const { month, trust, output } = readOptions(options, USAGE)
  if (!month || !trust || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || !/^[A-Z\d]{3,6}$/.test(trust))
    throw new CommandError(USAGE)
  const { from, until } = periodOf(month)
  const now = Temporal.Now.instant()
  if (Temporal.Instant.compare(now, from) < 0) throw new CommandError('That month has not started.')
  if (Temporal.Instant.compare(now, until) < 0)
    process.stderr.write('That month has not ended, so its figures will still change.\n')
  return { month, trust, output }
}
