import { setTimeout as wait } from 'node:timers/promises'

/**
 * Runs `probe` at most once every `interval` milliseconds and never concurrently; all callers share its result.
 * Resolves to undefined when the probe rejects or takes longer than `timeout` milliseconds.
 */
export function cachedProbe<Result>(
  probe: () => Promise<Result>,
  { interval, timeout }: { interval: number; timeout: number },
): () => Promise<Result | undefined> {
  let startedAt = Number.NEGATIVE_INFINITY
  let running = false
  let result: Promise<Result | undefined> = Promise.resolve(undefined)
  return () => {
    const now = performance.now()
    if (!running && now - startedAt >= interval) {
      startedAt = now
      running = true
      result = probe()
        .catch(() => undefined)
        .finally(() => {
          running = false
        })
    }
    return Promise.race([result, wait(timeout, undefined, { ref: false })])
  }
}
