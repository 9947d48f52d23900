import { Agent, type IncomingMessage, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { type Loss, TcpProxy } from './tcp-proxy.ts'
import type { Violations } from './violations.ts'

/**
 * Maximum milliseconds for every answer, even during faults. Each tick counts once, however late it comes, so that a busy
 * machine is no violation.
 */
export const ANSWER_TIMEOUT = 10_000
const TICK = 100

export interface Sent {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
}

export interface Answer {
  status: number
  location: string
  setCookie: string[]
  body: string
}

/** `not-sent`: the connection was refused. `unknown`: the request may have arrived, but no complete answer came. */
export type Outcome = Answer | 'not-sent' | 'unknown'

/** The connections from browsers to the copies, including those that lose answers. Counts requests and answers. */
export class Network {
  readonly ports: readonly number[]
  readonly #lossy: Record<Loss, TcpProxy[]>
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 })
  readonly #violations: Violations
  operations = 0
  unknown = 0
  notSent = 0
  lost = 0
  readonly statuses = new Map<number, number>()
  /** The time of every answer in milliseconds. */
  readonly durations: number[] = []

  private constructor(ports: readonly number[], lossy: Record<Loss, TcpProxy[]>, violations: Violations) {
    this.ports = ports
    this.#lossy = lossy
    this.#violations = violations
  }

  static async open(ports: readonly number[], violations: Violations): Promise<Network> {
    const lossy = (loss: Loss) =>
      Promise.all(ports.map(port => TcpProxy.start({ host: '127.0.0.1', port }, loss)))
    const lines = { 'drop-answer': await lossy('drop-answer'), 'cut-request': await lossy('cut-request') }
    return new Network(ports, lines, violations)
  }

  async close(): Promise<void> {
    this.#agent.destroy()
    await Promise.all(Object.values(this.#lossy).flatMap(proxies => proxies.map(proxy => proxy.close())))
  }

  async send(sent: Sent, copy: number, loss?: Loss): Promise<Outcome> {
    const port = loss ? this.#lossy[loss][copy]?.port : this.ports[copy]
    const began = performance.now()
    const outcome = await this.#send(sent, Number(port), loss !== undefined)
    if (outcome === 'not-sent') {
      this.notSent++
      return outcome
    }
    this.operations++
    if (loss) this.lost++
    if (outcome === 'unknown') this.unknown++
    else this.#count(sent, outcome.status, performance.now() - began)
    return outcome
  }

  #count({ method, path }: Sent, status: number, milliseconds: number): void {
    this.durations.push(milliseconds)
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1)
    if (status >= 500 && status !== 503)
      this.#violations.add('broken answer', `${status} to ${method} ${path}`)
  }

  #send({ method, path, headers, body }: Sent, port: number, lossy: boolean): Promise<Outcome> {
    return new Promise(resolve => {
      const outgoing = request(
        { host: '127.0.0.1', port, method, path, headers, agent: lossy ? false : this.#agent },
        response => read(response).then(resolve, () => resolve('unknown')),
      )
      let ticks = 0
      const bound = setInterval(() => {
        if (++ticks * TICK < ANSWER_TIMEOUT) return
        clearInterval(bound)
        this.#violations.add('too slow', `no answer in ${ANSWER_TIMEOUT} ms to ${method} ${path}`)
        outgoing.destroy()
      }, TICK)
      outgoing.on('close', () => clearInterval(bound))
      outgoing.on('error', (error: NodeJS.ErrnoException) =>
        resolve(error.code === 'ECONNREFUSED' ? 'not-sent' : 'unknown'),
      )
      outgoing.end(body)
    })
  }
}

async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return {
    status: response.statusCode ?? 0,
    location: response.headers.location ?? '',
    setCookie: response.headers['set-cookie'] ?? [],
    body: Buffer.concat(chunks).toString(),
  }
}
