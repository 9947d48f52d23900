import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { childEnvironment } from '../support/child-environment.ts'
import type { Violations } from './violations.ts'

/** Milliseconds. A start takes about a second, but much longer on a busy machine. */
const START_TIMEOUT = 60_000

/** Copies of the real portal, each in its own process, which can be killed, restarted and frozen. */
export class Copies {
  readonly ports: readonly number[]
  readonly #root: string
  readonly #settings: Record<string, string>
  readonly #violations: Violations
  readonly #processes: ChildProcess[] = []
  /** Processes that were stopped on purpose. */
  readonly #ending = new Set<ChildProcess>()
  /** The last lines of output, to show why a copy died. */
  readonly #lines: string[] = []

  private constructor(
    root: string,
    ports: number[],
    settings: Record<string, string>,
    violations: Violations,
  ) {
    this.#root = root
    this.ports = ports
    this.#settings = settings
    this.#violations = violations
  }

  /** `root`: the folder with the `src/server.ts` to run. */
  static async start(
    root: string,
    howMany: number,
    settings: Record<string, string>,
    violations: Violations,
  ): Promise<Copies> {
    const ports = await freePorts(howMany)
    const base = { BASE_URL: `http://localhost:${ports[0]}` }
    const copies = new Copies(root, ports, { ...base, ...settings }, violations)
    // Kills all copies, frozen ones too, if the run is interrupted.
    process.once('exit', () => {
      for (const each of copies.#processes) each.kill('SIGKILL')
    })
    await Promise.all(ports.map((_port, copy) => copies.#start(copy)))
    return copies
  }

  /** Kills a copy without warning, and starts it again. */
  async kill(copy: number): Promise<void> {
    await this.#end(copy, 'SIGKILL')
    await this.#start(copy)
  }

  /** Stops a copy with SIGTERM, as a release does, and starts it again. */
  async restart(copy: number): Promise<void> {
    const code = await this.#end(copy, 'SIGTERM')
    if (code !== 0) this.#violations.add('a copy died', `it ended with ${code} when asked to stop`)
    await this.#start(copy)
  }

  /** Suspends a copy in the middle of its work, and resumes it. */
  async freeze(copy: number, milliseconds: number): Promise<void> {
    this.#processes[copy]?.kill('SIGSTOP')
    await wait(milliseconds)
    this.#processes[copy]?.kill('SIGCONT')
  }

  async close(): Promise<void> {
    await Promise.all(this.#processes.map((_process, copy) => this.#end(copy, 'SIGKILL')))
  }

  async #start(copy: number): Promise<void> {
    const child = spawn(process.execPath, [join(this.#root, 'src/server.ts')], {
      env: { ...childEnvironment, ...this.#settings, PORT: String(this.ports[copy]) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#processes[copy] = child
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', chunk => this.#lines.push(String(chunk).slice(0, 2000)) > 20 && this.#lines.shift())
    child.once('exit', code => {
      if (!this.#ending.has(child))
        this.#violations.add('a copy died', `by itself, with ${code}: ${this.#lines.join('').slice(-2000)}`)
    })
    await this.#untilReady(copy, child)
  }

  async #untilReady(copy: number, child: ChildProcess): Promise<void> {
    for (const began = Date.now(); Date.now() - began < START_TIMEOUT; await wait(20)) {
      if (child.exitCode !== null) throw new Error(`A copy does not start: ${this.#lines.join('')}`)
      const address = `http://127.0.0.1:${this.ports[copy]}/health/live`
      if (
        await fetch(address).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return
    }
    throw new Error('A copy does not start in time')
  }

  async #end(copy: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#processes[copy]
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? 0
    const ended = once(child, 'exit')
    this.#ending.add(child)
    child.kill(signal)
    const [code] = await ended
    return code
  }
}

/** Free ports. Chosen before the copies start, because the settings of every copy contain the first one. */
async function freePorts(howMany: number): Promise<number[]> {
  const servers = Array.from({ length: howMany }, () => createServer().listen(0))
  await Promise.all(servers.map(server => once(server, 'listening')))
  const ports = servers.map(server => (server.address() as { port: number }).port)
  await Promise.all(servers.map(server => once(server.close(), 'close')))
  return ports
}
