import { Worker } from 'node:worker_threads'
import type { LetterContent } from '../letter-content.ts'
import type { Inspection } from './inspection.ts'

export const INSPECTION_LIMITS = {
  /** Milliseconds for one letter. */
  time: 20_000,
  /** Megabytes of JavaScript objects. */
  heap: 256,
  /** Bytes by which the whole process may grow while a letter is read: what is unpacked is outside the heap. */
  growth: 1024 * 1024 * 1024,
}

/** Milliseconds. */
const LOOK_AT_MEMORY_EVERY = 100

const script = new URL('inspector-thread.ts', import.meta.url)

/** Reads the files of letters in threads, one letter in each at a time. Nothing in them can stop the process. */
export class LetterInspector {
  readonly #limits: typeof INSPECTION_LIMITS
  readonly #idle: Promise<Worker | undefined>[]
  readonly #waiting: ((worker: Promise<Worker | undefined>) => void)[] = []
  #isClosed = false

  constructor(threads: number, limits = INSPECTION_LIMITS) {
    this.#limits = limits
    // Threads start when they are needed.
    this.#idle = Array.from({ length: threads }, () => Promise.resolve(undefined))
  }

  async inspect(content: LetterContent): Promise<Inspection> {
    const idle = await this.#take()
    // A thread that has ended has no id.
    const worker = idle && idle.threadId !== -1 ? idle : this.#start()
    const { inspection, isUsable } = await this.#inspectIn(worker, content)
    if (!isUsable || this.#isClosed) await worker.terminate()
    this.#give(Promise.resolve(isUsable && !this.#isClosed ? worker : undefined))
    return inspection
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const worker of [...this.#idle]) await (await worker)?.terminate()
  }

  #take(): Promise<Worker | undefined> {
    const idle = this.#idle.pop()
    if (idle) return idle
    return new Promise(resolve => this.#waiting.push(worker => resolve(worker)))
  }

  #give(worker: Promise<Worker | undefined>): void {
    const next = this.#waiting.shift()
    if (next) next(worker)
    else this.#idle.push(worker)
  }

  #start(): Worker {
    const worker = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heap },
      // Nothing of the settings, and no words of a letter on our output.
      env: {},
      stdout: true,
      stderr: true,
    })
    worker.unref()
    // What goes wrong while it is idle only ends it.
    worker.on('error', () => {})
    return worker
  }

  async #inspectIn(
    worker: Worker,
    content: LetterContent,
  ): Promise<{ inspection: Inspection; isUsable: boolean }> {
    const { promise, resolve } = Promise.withResolvers<{ inspection: Inspection; isUsable: boolean }>()
    const giveUp = () => resolve({ inspection: { refused: 'file-too-complex' }, isUsable: false })
    const found = (inspection: Inspection) => resolve({ inspection, isUsable: true })
    const mostMemory = process.memoryUsage.rss() + this.#limits.growth
    const timer = setTimeout(giveUp, this.#limits.time)
    const look = setInterval(() => {
      if (process.memoryUsage.rss() > mostMemory) giveUp()
    }, LOOK_AT_MEMORY_EVERY)
    worker.once('message', found).once('error', giveUp).once('exit', giveUp)
    worker.postMessage(content)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      clearInterval(look)
      worker.off('message', found).off('error', giveUp).off('exit', giveUp)
    }
  }
}
