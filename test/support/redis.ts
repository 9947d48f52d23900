import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** Why a test of Redis cannot run here, or false. */
export const noRedis = !installed('redis-server') && 'redis-server is not installed'

/** A real Redis, to be frozen, killed and started again. What it held is lost when it is killed. */
export class TestRedis {
  readonly port: number
  readonly #folder = mkdtempSync(join(tmpdir(), 'redis-'))
  #process: ChildProcess | undefined

  private constructor(port: number) {
    this.port = port
  }

  static async start(): Promise<TestRedis> {
    const redis = await TestRedis.notStarted()
    await redis.start()
    return redis
  }

  /** Where a Redis will be. */
  static async notStarted(): Promise<TestRedis> {
    return new TestRedis(await freePort())
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  async start(): Promise<void> {
    const options = ['--port', `${this.port}`, '--bind', '127.0.0.1', '--dir', this.#folder, '--save', '']
    this.#process = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] })
    for await (const line of this.#process.stdout ?? [])
      if (String(line).includes('Ready to accept connections')) return
    throw new Error('redis-server did not start')
  }

  /** Its connections stay open, and nothing is answered. */
  freeze(): void {
    this.#process?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#process?.kill('SIGCONT')
  }

  kill(): void {
    this.#process?.kill('SIGKILL')
  }

  /** Killed, and gone. */
  async die(): Promise<void> {
    if (this.#process?.exitCode !== null || this.#process.signalCode) return
    const gone = once(this.#process, 'exit')
    this.kill()
    await gone
  }

  async close(): Promise<void> {
    await this.die()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** Stands between a portal and its Redis, and does something just before a chosen command gets there. */
export class RedisProxy {
  readonly url: string
  readonly #server
  readonly #sockets = new Set<Socket>()
  #toCome = 0
  #act: (() => void) | undefined

  private constructor(server: ReturnType<typeof createServer>, redis: TestRedis) {
    this.#server = server
    this.url = `redis://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('connection', near => {
      const far = connect(redis.port, '127.0.0.1')
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from)
        from.on('error', () => {})
        from.on('close', () => to.destroy())
      }
      near.on('data', chunk => {
        // What the portal asks for itself, to see that Redis lives, is no command of a request.
        if (/session:|limit:/.test(chunk.toString('latin1')) && --this.#toCome === 0) this.#act?.()
        far.write(chunk)
      })
      far.on('data', chunk => near.write(chunk))
    })
  }

  static async start(redis: TestRedis): Promise<RedisProxy> {
    const server = createServer({ noDelay: true }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new RedisProxy(server, redis)
  }

  /** `count` 1 is the next command. */
  beforeCommand(count: number, act: () => void): void {
    this.#toCome = count
    this.#act = act
  }

  /** Ends every connection; what was on its way does not arrive. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
  }

  close(): void {
    this.#server.close()
    this.cut()
  }
}

function installed(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
