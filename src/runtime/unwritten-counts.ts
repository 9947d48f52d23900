export interface Count {
  points: number
  /** In milliseconds of the clock that is asked whether it has expired. */
  expiresAt: number
}

/** Maximum number of keys. */
const MAX_KEYS = 10_000

/**
 * Requests that are counted in memory and not yet in the store that all processes share. Showing a page should not cost a
 * write, so every `writeEvery` requests of a key are written together. Other processes do not see the unwritten ones.
 */
export class UnwrittenCounts {
  readonly #writeEvery: number
  readonly #now: () => number
  readonly #counts = new Map<string, Count & { unwritten: number }>()

  constructor(writeEvery: number, now: () => number) {
    this.#writeEvery = writeEvery
    this.#now = now
  }

  /** Adds the points to the key's count and returns the count. `write` adds points to the count in the store. */
  async add(key: string, points: number, write: (points: number) => Promise<Count>): Promise<Count> {
    const known = this.#counts.get(key)
    const current = known && known.expiresAt > this.#now() ? known : undefined
    const unwritten = points + (current?.unwritten ?? 0)
    if (current && unwritten < this.#writeEvery) {
      current.unwritten = unwritten
      current.points += points
      return current
    }
    if (current) current.unwritten = 0
    try {
      const count = await write(unwritten)
      if (this.#counts.size >= MAX_KEYS) this.#counts.clear()
      if (this.#writeEvery > 1) {
        // Requests that were counted while this one was written.
        const since = current?.unwritten ?? 0
        this.#counts.set(key, { ...count, points: count.points + since, unwritten: since })
      }
      return count
    } catch (error) {
      // The next request tries again instead of being counted here.
      this.#counts.delete(key)
      throw error
    }
  }
}
