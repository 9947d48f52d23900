import { createHash } from 'node:crypto'

/** Says how much has been read of a source, and its hash. */
export class CountedContent {
  readonly #source: AsyncIterable<Uint8Array>
  readonly #hash = createHash('sha256')
  size = 0

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    for await (const bytes of this.#source) {
      this.#hash.update(bytes)
      this.size += bytes.length
      yield bytes
    }
  }

  hash(): string {
    return this.#hash.digest('hex')
  }
}
