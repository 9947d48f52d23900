import { fc } from '../../support/fast-check.ts'
import type { TestPortal } from '../../support/portal.ts'
import { runningRoutes } from '../../support/routes/running-app.ts'
import { particularsIn } from '../particulars.ts'
import { cases } from './cases.ts'
import { brokenInvariants } from './invariants.ts'
import { whatPagesSend } from './known.ts'
import { MARK } from './payloads.ts'
import { spokenOf } from './people.ts'
import { type Fuzzed, Worker } from './worker.ts'

/** At once, each with patients of its own. */
const WORKERS = 4
/** Cases made at a time. */
const BATCH = 500
/** More would only say the same again. */
const ENOUGH = 20

/** Sends so many hostile requests, the same for the same seed, and looks at every answer and at what is left behind. */
export async function fuzz(
  portal: TestPortal,
  options: { requests: number; seed: number; progress?: (fuzzed: Fuzzed) => void },
): Promise<Fuzzed> {
  const fuzzed: Fuzzed = { requests: 0, patients: 0, statuses: new Map(), slowest: 0, faults: [] }
  const routes = await runningRoutes(portal)
  const makes = cases(routes, await whatPagesSend(routes))
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => Worker.start(portal, fuzzed)))
  for (let batch = 0; fuzzed.requests < options.requests && fuzzed.faults.length < ENOUGH; batch++) {
    const made = fc.sample(makes, { numRuns: BATCH, seed: options.seed + batch })
    await Promise.all(workers.map(worker => worker.work(made, options.requests)))
    fuzzed.faults.push(...leftInLog(portal))
    options.progress?.(fuzzed)
  }
  fuzzed.faults.push(...(await brokenInvariants(portal.database)))
  if (Object.keys(Object.prototype).length > 0)
    fuzzed.faults.push('the prototype of every object was changed')
  return fuzzed
}

/** Nothing that was sent, and nothing of a patient, stands in the log; what was looked at is forgotten. */
function leftInLog(portal: TestPortal): string[] {
  const lines = portal.logged.splice(0)
  return lines
    .filter(line => line.includes(MARK) || spokenOf(line).length > 0 || particularsIn(line).length > 0)
    .map(line => `logged: ${line}`)
}
