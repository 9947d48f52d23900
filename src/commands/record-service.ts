import type { Database } from '../database/database.ts'
import {
  countRefusedRecords,
  countRegistered,
  requestResend,
} from '../features/wayfinder/registered-patient-store.ts'
import { CommandError, print, readOptions, runCommand, withDatabase } from './command.ts'

const USAGE = `Use: npm run record-service -- --count [--at 2026-10-31T23:59:59Z], or --resend-all
--count prints how many patients the Record Service had been sent by then; --resend-all has the worker send all of them
again, new ones first.`

const KIND = 'appointments'

await runCommand(USAGE, async () => {
  const { resend, at } = readWhatIsAsked()
  await withDatabase(database => (resend ? resendAll(database) : count(database, at)))
})

async function resendAll(database: Database) {
  await requestResend(database, KIND, Temporal.Now.instant())
  print('The worker sends every eligible patient to the record service again, after those who are new.')
}

async function count(database: Database, at: Temporal.Instant) {
  print(`${await countRegistered(database, KIND, at)} patients by ${at}`)
  const refused = await countRefusedRecords(database)
  if (refused > 0) print(`${refused} are set aside, because the service refused them`)
}

function readWhatIsAsked() {
  const options = {
    count: { type: 'boolean' },
    at: { type: 'string' },
    'resend-all': { type: 'boolean' },
  } as const
  const given = readOptions(options, USAGE)
  if (Boolean(given.count) === Boolean(given['resend-all']) || (given.at && !given.count))
    throw new CommandError(USAGE)
  try {
    const at = given.at === undefined ? Temporal.Now.instant() : Temporal.Instant.from(given.at)
    return { resend: given['resend-all'] === true, at }
  } catch {
    throw new CommandError(USAGE)
  }
}
