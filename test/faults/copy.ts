import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from '../support/child-environment.ts'

const server = fileURLToPath(new URL('../../src/server.ts', import.meta.url))

/** One copy of the portal in a process of its own, started as `npm start` does. */
export class Copy {
  readonly #settings: Record<string, string>
  #process: ChildProcess | undefined
  /** What it printed, log and all. */
  printed = ''

  constructor(settings: Record<string, string>) {
    this.#settings = settings
  }

  start(): void {
    this.#process = spawn(process.execPath, [server], { env: { ...childEnvironment, ...this.#settings } })
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.on('data', chunk => {
        this.printed += chunk
      })
  }

  /** Sends it the signal. Returns its exit code, or the signal that ended it. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | NodeJS.Signals | null> {
    const child = this.#process
    if (!child || child.exitCode !== null) return child?.exitCode ?? null
    const left = once(child, 'exit')
    child.kill(signal)
    const [code, by] = await left
    return code ?? by
  }
}
