import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Copies } from './copies.ts'
import type { Random } from './random.ts'
import type { TcpProxy } from './tcp-proxy.ts'

export type Fault =
  | 'kill a copy'
  | 'kill all copies'
  | 'restart a copy'
  | 'freeze a copy'
  | 'hold the database file'
  | 'freeze the database'
  | 'cut the database'

/** Maximum milliseconds of a freeze: short enough that requests are still answered in time. */
const MAX_FREEZE = 2000

/** Causes faults one after another, at moments chosen by the seed. */
export class Nemesis {
  readonly #copies: Copies
  readonly #random: Random
  readonly #database: { url: string } | { proxy: TcpProxy }
  readonly #holder: ChildProcess
  readonly counts = new Map<Fault, number>()

  constructor(copies: Copies, random: Random, database: { url: string } | { proxy: TcpProxy }) {
    this.#copies = copies
    this.#random = random
    this.#database = database
    this.#holder = fork(new URL('./database/hold-database.ts', import.meta.url))
  }

  /** Causes one fault, and repairs it before it returns. */
  async strike(): Promise<Fault> {
    const fault = this.#random.one(this.#faults())
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1)
    const copy = this.#random.below(this.#copies.ports.length)
    const long = this.#random.between(50, MAX_FREEZE)
    switch (fault) {
      case 'kill a copy':
        await this.#copies.kill(copy)
        break
      case 'kill all copies':
        await Promise.all(this.#copies.ports.map((_port, each) => this.#copies.kill(each)))
        break
      case 'restart a copy':
        await this.#copies.restart(copy)
        break
      case 'freeze a copy':
        await this.#copies.freeze(copy, long)
        break
      default:
        await this.#failDatabase(fault, long)
    }
    return fault
  }

  close(): void {
    this.#holder.disconnect()
  }

  #faults(): Fault[] {
    const ofCopies: Fault[] = [
      'kill a copy',
      'kill a copy',
      'kill all copies',
      'restart a copy',
      'freeze a copy',
    ]
    return 'url' in this.#database
      ? [...ofCopies, 'hold the database file']
      : [...ofCopies, 'freeze the database', 'cut the database']
  }

  async #failDatabase(fault: Fault, long: number): Promise<void> {
    if ('url' in this.#database) {
      this.#holder.send({ url: this.#database.url, milliseconds: long })
      await once(this.#holder, 'message')
    } else if (fault === 'freeze the database') {
      this.#database.proxy.freeze()
      await wait(long)
      this.#database.proxy.thaw()
    } else {
      this.#database.proxy.cut()
      await wait(long)
      this.#database.proxy.mend()
    }
  }
}
