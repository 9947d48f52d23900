import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds. A slower check counts as not ready. */
const CHECK_TIMEOUT = 500
/** Milliseconds. */
const CACHE_RESULT_FOR = 1000

/**
 * Returns a function that says whether `check` succeeds. It caches the result and never runs two checks concurrently,
 * so that frequent health checks take no database connections from patients.
 */
export function readiness(check: () => Promise<unknown>): () => Promise<boolean> {
  let running: Promise<boolean> | undefined
  let cached = { ready: false, until: 0 }
  return async () => {
    if (performance.now() < cached.until) return cached.ready
    running ??= check()
      .then(
        () => true,
        () => false,
      )
      .finally(() => (running = undefined))
    const ready = await Promise.race([running, wait(CHECK_TIMEOUT, false)])
    cached = { ready, until: performance.now() + CACHE_RESULT_FOR }
    return ready
  }
}
