import type { Database } from '../database/database.ts'
import {
  countRefusedRecords,
  countRegistered,
  requestResend,
} from '../features/wayfinder/registered-patient-store.ts'
import { CommandError, print, readOptions, runCommand, withDatabase } from './command.ts'

const USAGE = `Usage: npm run record-service -- --count [--at 2026-10-31T23:59:59Z] | --resend-all
--count prints how many patients had been sent to the Record Service by that instant (default: now). --resend-all makes
the worker send all patients again, after new ones.`

const KIND = 'appointments'

await runCommand(USAGE, async () => {
  const { resend, at } = readArguments()
  await withDatabase(database => (resend ? resendAll(database) : count(database, at)))
})

async function resendAll(database: Database) {
  await requestResend(database, KIND, Temporal.Now.instant())
  print('The worker will send every eligible patient to the record service again, after new patients.')
}

async function count(database: Database, at: Temporal.Instant) {
  print(`${await countRegistered(database, KIND, at)} patients by ${at}`)
  const refused = await countRefusedRecords(database)
  if (refused > 0) print(`${refused} patients are set aside because the service refused them`)
}

function readArguments() {
  const options = {
    count: { type: 'boolean' },
    at: { type: 'string' },
    'resend-all': { type: 'boolean' },
  } as const
  const { count, at: atText, 'resend-all': resendAll } = readOptions(options, USAGE)
  if (Boolean(count) === Boolean(resendAll) || (atText && !count)) throw new CommandError(USAGE)
  try {
    const at = atText === undefined ? Temporal.Now.instant() : Temporal.Instant.from(atText)
    return { resend: resendAll === true, at }
  } catch {
    throw new CommandError(USAGE)
  }
}
