import type { Database } from '../../src/database/database.ts'
import type { Round } from '../../src/scheduling/leased-job.ts'
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
  round: (signal: AbortSignal) => Promise<Round>,
  mostFailures = 1,
): Promise<Round> {
  for (let failures = 0; ; ) {
    const done = await round(new AbortController().signal)
    failures = typeof done === 'string' ? 0 : failures + 1
    if (done === 'nothing-left' || failures >= mostFailures) return done
  }
}
