import { parseArgs } from 'node:util'
import { aPortal } from '../../support/portal.ts'
import { fromEverywhere } from '../from-everywhere.ts'
import { hangUp } from './ask.ts'
import { fuzz } from './fuzz.ts'
import type { Fuzzed } from './worker.ts'

/** `npm run fuzz -- --requests 100000 --seed 7`: the long run. Without a seed it takes one from the clock and says which. */
const { values } = parseArgs({ options: { requests: { type: 'string' }, seed: { type: 'string' } } })
const requests = wholeNumber(values.requests ?? '100000')
const seed = wholeNumber(values.seed ?? String(Date.now() % 1_000_000_000))
const began = performance.now()
let printed = 0

process.stdout.write(`${requests} requests, seed ${seed}\n`)
const portal = fromEverywhere(await aPortal({ trustProxy: 1 }))
const fuzzed = await fuzz(portal, { requests, seed, progress: say })
hangUp()
await portal.close()
say(fuzzed)
process.stdout.write(fuzzed.faults.length > 0 ? `\nseed ${seed}: not as it must be\n` : '\nNothing found.\n')
process.exitCode = fuzzed.faults.length > 0 ? 1 : 0

function say({ faults, patients, requests: made, slowest, statuses }: Fuzzed): void {
  const each = [...statuses].toSorted().map(([status, count]) => `${status}: ${count}`)
  const seconds = Math.round((performance.now() - began) / 1000)
  process.stdout.write(
    `${made} requests, ${patients} patients, ${seconds} s, slowest ${Math.round(slowest)} ms, ${each.join(', ')}; faults: ${faults.length}\n`,
  )
  for (; printed < faults.length; printed++) process.stdout.write(`\n${faults[printed]}\n\n`)
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error('--requests and --seed take a whole number')
  return Number(text)
}
