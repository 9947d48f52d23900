import { setTimeout as wait } from 'node:timers/promises'

/**
 * Asks no more often than `every` milliseconds and never twice at a time, however many want to know; undefined where
 * it fails or has no answer within `limit` milliseconds.
 */
export function cachedProbe<Answer>(
  ask: () => Promise<Answer>,
  { every, limit }: { every: number; limit: number },
): () => Promise<Answer | undefined> {
  let asked = Number.NEGATIVE_INFINITY
  let underWay = false
  let answer: Promise<Answer | undefined> = Promise.resolve(undefined)
  return () => {
    const now = performance.now()
    if (!underWay && now - asked >= every) {
      asked = now
      underWay = true
      answer = ask()
        .catch(() => undefined)
        .finally(() => {
          underWay = false
        })
    }
    return Promise.race([answer, wait(limit, undefined, { ref: false })])
  }
}
