import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds: an answer later than this is no, and every answer holds for a second. */
const LATEST = 500
const HOLDS = 1000

/**
 * Asks whether the portal can do its work, however often it is asked itself: one look at a time, so that a flood of
 * checks takes no connection from a patient.
 */
export function readiness(look: () => Promise<unknown>): () => Promise<boolean> {
  let underWay: Promise<boolean> | undefined
  let last = { ready: false, until: 0 }
  return async () => {
    if (performance.now() < last.until) return last.ready
    underWay ??= look()
      .then(
        () => true,
        () => false,
      )
      .finally(() => (underWay = undefined))
    const ready = await Promise.race([underWay, wait(LATEST, false)])
    last = { ready, until: performance.now() + HOLDS }
    return ready
  }
}
