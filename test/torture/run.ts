import { parseArgs } from 'node:util'
import { onSqlServer } from './database/database-under-test.ts'
import { report } from './report.ts'
import { type Figures, round, total } from './round.ts'

/** `npm run torture`: rounds of at most this many requests, each with its own database and seed. */
const OPERATIONS_IN_A_ROUND = 50_000

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    patients: { type: 'string', default: '16' },
    'fault-every': { type: 'string', default: '1000' },
    'sql-server': { type: 'boolean', default: false },
  },
})
const [operations, seed, patients, faultEvery] = [
  values.operations,
  values.seed,
  values.patients,
  values['fault-every'],
].map(Number)
const server = process.env.TEST_MSSQL_URL
const print = (line: string) => process.stdout.write(`${line}\n`)

function mistake(): string | undefined {
  if (![operations, seed, patients, faultEvery].every(Number.isSafeInteger))
    return 'These must be whole numbers.'
  if (Number(patients) < 1 || Number(operations) < 1 || Number(faultEvery) < 1)
    return 'These must be 1 or more.'
  if (values['sql-server'] && !server) return '--sql-server needs TEST_MSSQL_URL.'
  return undefined
}

async function run(): Promise<number> {
  print(`Seed ${seed}: ${operations} operations, ${patients} patients at a time.`)
  const all: Figures[] = []
  const began = performance.now()
  let shown = began
  for (let done = 0, index = 0; done < Number(operations); index++) {
    const faultsBefore = all.reduce((sum, { faults }) => sum + total(faults), 0)
    const plan = {
      seed: Number(seed) + index,
      operations: Math.min(OPERATIONS_IN_A_ROUND, Number(operations) - done),
      patients: Number(patients),
      population: Math.max(Number(patients) * 4, 400),
      faultEvery: Number(faultEvery),
      ...(values['sql-server'] ? { open: () => onSqlServer(String(server)) } : {}),
      progress(soFar: { operations: number; faults: number }) {
        const now = performance.now()
        if (now - shown < 5000) return
        shown = now
        const sum = done + soFar.operations
        const rate = Math.round(sum / ((now - began) / 1000))
        print(`${sum} operations, ${rate} a second, ${faultsBefore + soFar.faults} faults`)
      },
    }
    const { figures, violations } = await round(plan)
    all.push(figures)
    done += figures.operations
    if (!violations.any) continue
    for (const [kind, count] of violations.counts) print(`VIOLATION ${kind}: ${count}`)
    for (const { kind, what } of violations.first) print(`  ${kind}: ${what}`)
    print(
      `Again: npm run torture -- --operations ${plan.operations} --patients ${patients} --fault-every ${faultEvery} --seed ${plan.seed}`,
    )
    for (const line of report(all, performance.now() - began)) print(line)
    return 1
  }
  for (const line of report(all, performance.now() - began)) print(line)
  print('clean')
  return 0
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const fault = mistake()
if (fault) process.stderr.write(`${fault}\n`)
process.exitCode = fault ? 2 : await run()
