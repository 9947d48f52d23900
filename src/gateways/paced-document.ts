/** Milliseconds, as all times here. A withdrawn key is accepted for this long, if its owner cannot be reached. */
const MAX_AGE = 60 * 60 * 1000
const FIRST_PAUSE = 5000
const MAX_PAUSE = 5 * 60 * 1000

export interface Fetched<Document> {
  document: Document
  at: number
}

/**
 * A document of another system, such as its public keys, that strangers can make us fetch. There is one request at a time,
 * and a pause after each that grows while requests fail or bring nothing new; only the first failure has none. Meanwhile
 * the last document is used, for an hour at most.
 */
export class PacedDocument<Document> {
  readonly #isSame: (one: Document, other: Document) => boolean
  #latest: Fetched<Document> | undefined
  #running: Promise<Fetched<Document>> | undefined
  #lastError: unknown
  #failures = 0
  #pause = 0
  #notBefore = 0

  constructor(isSame: (one: Document, other: Document) => boolean) {
    this.#isSame = isSame
  }

  /** The last document; a newer one if `renew`, unless it is too soon. Rejects with the last error of `load`. */
  async get(load: () => Promise<Document>, { renew = false } = {}): Promise<Fetched<Document>> {
    const usable = this.#usable()
    if (usable && !renew) return usable
    if (this.#running) return this.#running
    if (Date.now() >= this.#notBefore) {
      this.#running = this.#load(load).finally(() => {
        this.#running = undefined
      })
      return this.#running
    }
    if (usable) return usable
    throw this.#lastError
  }

  async #load(load: () => Promise<Document>): Promise<Fetched<Document>> {
    try {
      const document = await load()
      const isNew = !this.#latest || !this.#isSame(document, this.#latest.document)
      this.#failures = 0
      this.#pauseFor(isNew)
      this.#latest = { document, at: Date.now() }
      return this.#latest
    } catch (error) {
      this.#lastError = error
      if (++this.#failures > 1) this.#pauseFor(false)
      const usable = this.#usable()
      if (usable) return usable
      throw error
    }
  }

  /** Starts again with the shortest pause after something new, or after a time without requests. */
  #pauseFor(isNew: boolean): void {
    const isOften = Date.now() < this.#notBefore + this.#pause
    this.#pause = isNew || !isOften ? FIRST_PAUSE : Math.min(this.#pause * 2, MAX_PAUSE)
    this.#notBefore = Date.now() + this.#pause
  }

  #usable(): Fetched<Document> | undefined {
    return this.#latest && Date.now() - this.#latest.at < MAX_AGE ? this.#latest : undefined
  }
}
