import { once } from 'node:events'
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { aMoment } from '../support/time/until.ts'

/** How often it asks each copy whether it is ready, in milliseconds. */
const ASKS_EVERY = 100

/**
 * What a hospital has in front of its copies: it sends each request to the next copy that says it is ready, over
 * connections it keeps, and never sends one twice. When no copy is ready, a request waits for one.
 */
export class Balancer {
  readonly url: string
  /** How many requests each copy answered. */
  readonly answered = new Map<number, number>()
  readonly #server: Server
  readonly #agent = new Agent({ keepAlive: true })
  readonly #asking: NodeJS.Timeout
  readonly #ready = new Set<number>()
  #next = 0

  private constructor(server: Server, ports: number[]) {
    this.#server = server
    server.on('request', (incoming, outgoing) => void this.#pass(incoming, outgoing))
    this.url = `http://localhost:${(server.address() as AddressInfo).port}`
    this.#asking = setInterval(() => {
      for (const port of ports) this.#ask(port)
    }, ASKS_EVERY)
  }

  static async start(ports: number[]): Promise<Balancer> {
    const server = createServer().listen(0, 'localhost')
    await once(server, 'listening')
    return new Balancer(server, ports)
  }

  get ready(): number {
    return this.#ready.size
  }

  close(): void {
    clearInterval(this.#asking)
    this.#agent.destroy()
    this.#server.closeAllConnections()
    this.#server.close()
  }

  /** On a new connection, so that the answer is about the copy and not about an old connection. */
  #ask(port: number): void {
    const note = (isReady: boolean) => (isReady ? this.#ready.add(port) : this.#ready.delete(port))
    request({ port, host: 'localhost', path: '/health/ready', agent: false }, response => {
      note(response.statusCode === 200)
      response.resume()
    })
      .on('error', () => note(false))
      .end()
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    while (this.#ready.size === 0 && !outgoing.destroyed) await aMoment(ASKS_EVERY)
    if (outgoing.destroyed) return
    const ports = [...this.#ready].sort()
    const port = ports[this.#next++ % ports.length] ?? 0
    const { connection: _, ...headers } = incoming.headers
    const { method, url } = incoming
    const onward = request({ port, host: 'localhost', method, path: url, headers, agent: this.#agent })
    onward.on('response', response => {
      this.answered.set(port, (this.answered.get(port) ?? 0) + 1)
      const { connection: _, 'keep-alive': __, ...rest } = response.headers
      outgoing.writeHead(response.statusCode ?? 502, rest)
      response.pipe(outgoing)
      response.on('error', () => outgoing.destroy())
    })
    onward.on('error', ({ message }) => {
      if (!outgoing.headersSent) outgoing.writeHead(502, { 'X-Balancer': message })
      outgoing.end()
    })
    incoming.pipe(onward)
  }
}
