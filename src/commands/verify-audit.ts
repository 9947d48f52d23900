import type { Fault } from '../audit/chain-checker.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { ConfigError } from '../config/config.ts'
import { changesWithoutEntry } from '../features/appointments/unaudited-change-store.ts'
import { handleCrashes } from '../runtime/crash-handler.ts'
import { print, runCommand, withDatabase } from './command.ts'

const USAGE = `Usage: npm run audit:verify
Checks every chain of the audit log, and compares changes of appointments with it. Exits with code 1 when an entry was
changed, deleted or added, or when one is missing.`

handleCrashes()
await runCommand(USAGE, async () => {
  let faults = 0
  const checked = await withDatabase(async database => {
    if (!(await database.schema.hasTable('audit_log')))
      throw new ConfigError(['DATABASE_URL: the database has no audit log; npm run migrate creates it'])
    const chains = await verifyAudit(database, {
      fault(fault) {
        faults++
        print(`FAULT  ${name(fault.chain)}: ${describe(fault)}`)
      },
      outside: (chain, entries) =>
        print(`OUTSIDE  ${name(chain)}: ${entries} entries written outside the chain after it had started`),
    })
    for (const { appointmentId, by, patientId } of await changesWithoutEntry(database)) {
      const where = `${name(patientId)}: appointment ${appointmentId}`
      if (by === 'appointment') print(`UNEXPLAINED  ${where} was cancelled by its patient, not in the portal`)
      else {
        faults++
        print(`FAULT  ${where} was changed without an entry, says its ${by}`)
      }
    }
    return chains
  })
  print(`Checked ${checked.chains} patients and ${checked.entries} entries: ${faults || 'no'} faults.`)
  if (checked.beforeAnyChain > 0)
    print(
      `${checked.beforeAnyChain} entries belong to patients who have no chain yet. No hash protects them.`,
    )
  if (checked.outside > 0)
    print(
      `${checked.outside} entries were written outside a chain, as releases before the chains do. If no such release ran then, the portal did not write them.`,
    )
  if (faults > 0) process.exitCode = 1
})

function describe({ kind, place, to }: Fault): string {
  const entries = to === undefined ? `entry ${place}` : `entries ${place} to ${to}`
  return {
    edited: `${entries} edited or replaced`,
    deleted: `${entries} deleted`,
    reordered: `${entries} moved from another place`,
    truncated: `${entries} deleted from the end`,
    inserted: `${entries} inserted`,
    'head-missing': `head of the chain deleted`,
    'earlier-changed': 'entries from before the chain changed',
  }[kind]
}

function name(chain: string): string {
  if (chain === '') return 'no patient'
  return chain.startsWith('trust:') ? `trust ${chain.slice('trust:'.length)}` : `patient ${chain}`
}
