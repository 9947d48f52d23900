import type { Fault } from '../audit/chain-checker.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { ConfigError } from '../config/config.ts'
import { handleCrashes } from '../runtime/crash-handler.ts'
import { print, runCommand, withDatabase } from './command.ts'

const USAGE = `Use: npm run audit:verify
Checks every chain of the audit log, and fails when one is not as it was written.`

handleCrashes()
await runCommand(USAGE, async () => {
  let faults = 0
  const checked = await withDatabase(async database => {
    if (!(await database.schema.hasTable('audit_log')))
      throw new ConfigError(['DATABASE_URL: no audit log is there; npm run migrate makes one'])
    return verifyAudit(database, {
      fault(fault) {
        faults++
        print(`FAULT  ${name(fault.chain)}: ${describe(fault)}`)
      },
      outside: (chain, entries) =>
        print(`Apart  ${name(chain)}: ${entries} written outside the chain after it began`),
    })
  })
  print(`Checked ${checked.chains} patients and ${checked.entries} entries: ${faults || 'no'} faults.`)
  if (checked.beforeAnyChain > 0)
    print(
      `${checked.beforeAnyChain} entries are of patients whose chain has not begun: nothing protects them yet.`,
    )
  if (checked.outside > 0)
    print(
      `${checked.outside} entries were written outside a chain, as an older copy of the portal does. If none ran then, they are not ours.`,
    )
  if (faults > 0) process.exitCode = 1
})

function describe({ kind, place, to }: Fault): string {
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

function name(chain: string): string {
  return chain.startsWith('trust:') ? `trust ${chain.slice('trust:'.length)}` : `patient ${chain}`
}
