import { Agent, type IncomingMessage, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { type Loss, TcpProxy } from './tcp-proxy.ts'
import type { Violations } from './violations.ts'

/** Milliseconds within which every request must be answered, faults or not. */
export const MAX_ANSWER_LENGTH = 10_000

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

/** `not-sent`: nobody was there. `unknown`: it may have got through, and no whole answer came. */
export type Outcome = Answer | 'not-sent' | 'unknown'

/** The lines from the patients' browsers to the copies, and those on which answers are lost. Counts what passes. */
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
  /** Milliseconds of every answer. */
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
      const bound = setTimeout(() => {
        this.#violations.add('too slow', `no answer in ${MAX_ANSWER_LENGTH} ms to ${method} ${path}`)
        outgoing.destroy()
      }, MAX_ANSWER_LENGTH)
      outgoing.on('close', () => clearTimeout(bound))
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
