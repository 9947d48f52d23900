import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from './database/database.ts'
import { giveTurnUp, noteHowItGoes, type TurnName, takeTurn } from './database/turns.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'

/** What one round of work came to. `later`: it failed, and is tried again; `pause`: milliseconds others asked for. */
export type Round = 'more' | 'nothing-left' | { later: string; pause?: number | undefined }

export interface Worker {
  database: Database
  clock: Clock
  log: Log
}

/** Milliseconds. */
export const TURN_PACE = {
  /** Longer than any round: nobody else begins while one is under way. */
  turn: 180_000,
  /** At most 20 requests a second, of the 25 that are allowed (Reporting Service WF-NFR-MI-03). */
  pauseBetween: 50,
  pauseWhenIdle: 5000,
  pauseWhenAnothersTurn: 5000,
  firstBackOff: 5000,
  longestBackOff: 10 * 60 * 1000,
}

/**
 * Does rounds of work, in one of all workers at a time. When it fails it waits longer each time, and not all at the
 * same moment. `stop` waits for the round under way, which is told by its signal.
 */
export function inTurns(
  { database, clock, log }: Worker,
  name: TurnName,
  round: (signal: AbortSignal) => Promise<Round>,
  changes: Partial<typeof TURN_PACE> = {},
): { stop(): Promise<void> } {
  const pace = { ...TURN_PACE, ...changes }
  const holder = randomUUID()
  const stopping = new AbortController()
  let failures = 0
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
      await giveTurnUp(database, { name, holder, now: clock.now() }).catch(() => {}) // it ends by itself
    },
  }

  async function run() {
    while (!stopping.signal.aborted) {
      const pause = await step().catch(error => {
        log.error({ kind: name, error }, 'round failed')
        return backOff()
      })
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  /** One round, if it is our turn; answers how long to wait before the next. */
  async function step(): Promise<number> {
    const now = clock.now()
    const until = now.add({ milliseconds: pace.turn })
    if (!(await takeTurn(database, { name, holder, now, until }))) return pace.pauseWhenAnothersTurn
    const done = await round(stopping.signal)
    if (stopping.signal.aborted) return 0
    const works = typeof done === 'string'
    await noteHowItGoes(database, name, works, clock.now())
    if (!works) {
      log.warn({ kind: name, reason: done.later, attempts: failures + 1 }, 'tried again later')
      return Math.max(backOff(), done.pause ?? 0)
    }
    failures = 0
    return done === 'more' ? pace.pauseBetween : pace.pauseWhenIdle
  }

  function backOff(): number {
    const most = Math.min(pace.firstBackOff * 2 ** failures++, pace.longestBackOff)
    return Math.round(most * (0.75 + Math.random() / 4))
  }
}
