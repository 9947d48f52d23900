import type { Database } from '../../src/database/database.ts'
import type { JobResult } from '../../src/scheduling/leased-job.ts'
import { createLog } from '../../src/shared/log.ts'
import { TestClock } from './portal.ts'

/** What a worker is made of, and what it logged. */
export function aWorker(database: Database) {
  const logged: string[] = []
  const log = createLog('trace', { write: line => void logged.push(line) })
  return { database, clock: new TestClock(), log, logged }
}

/** Rounds one after another, until there is nothing left or it fails so many times in a row; answers the last. */
export async function rounds(
  round: (signal: AbortSignal) => Promise<JobResult>,
  mostFailures = 1,
): Promise<JobResult> {
  for (let failures = 0; ; ) {
    const result = await round(new AbortController().signal)
    failures = typeof result === 'string' ? 0 : failures + 1
    if (result === 'done' || failures >= mostFailures) return result
  }
}
