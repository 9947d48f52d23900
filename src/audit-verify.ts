import { ConfigError, loadConfig } from './config.ts'
import { logCrashes } from './crashes.ts'
import { verifyAudit } from './database/audit-verification.ts'
import type { Fault } from './database/audited-chain.ts'
import { openDatabase } from './database/database.ts'

/** `npm run audit:verify`: walks the audit log of every patient, and fails when one is not as it was written. */
const TEN_MINUTES = 10 * 60 * 1000
logCrashes()
const database = openDatabase(loadConfig().databaseUrl, { patience: TEN_MINUTES })
let faults = 0
try {
  if (!(await database.schema.hasTable('audit_log')))
    throw new ConfigError(['DATABASE_URL: no audit log is there; npm run migrate makes one'])
  const checked = await verifyAudit(database, {
    fault(fault) {
      faults++
      print(`FAULT  patient ${fault.patientId}: ${words(fault)}`)
    },
    outside: (patientId, entries) =>
      print(`Apart  patient ${patientId}: ${entries} written outside the chain after it began`),
  })
  print(`Checked ${checked.patients} patients and ${checked.entries} entries: ${faults || 'no'} faults.`)
  if (checked.beforeAnyChain > 0)
    print(
      `${checked.beforeAnyChain} entries are of patients whose chain has not begun: nothing protects them yet.`,
    )
  if (checked.outside > 0)
    print(
      `${checked.outside} entries were written outside a chain, as an older copy of the portal does. If none ran then, they are not ours.`,
    )
} finally {
  await database.destroy()
}
if (faults > 0) process.exitCode = 1

function words({ kind, place, to }: Fault): string {
  const entries = to === undefined ? `entry ${place}` : `entries ${place} to ${to}`
  return {
    edited: `${entries} edited, or replaced by another`,
    deleted: `${entries} deleted`,
    reordered: `${entries} first stood in another place`,
    truncated: `${entries} cut off the end`,
    inserted: `${entries} inserted`,
    'head-missing': `the head of the chain deleted`,
    'earlier-changed': 'what was written before the chain began was changed',
  }[kind]
}

function print(line: string) {
  process.stdout.write(`${line}\n`)
}
