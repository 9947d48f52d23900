import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import type { EventHandler } from '../../src/outbox/event.ts'
import { aMoment } from '../support/time/until.ts'

type Mood = 'well' | 'broken' | 'too-busy' | 'silent' | 'hangs-up' | 'slow'

const answers: Record<Mood, (response: ServerResponse) => void> = {
  well: response => response.writeHead(204).end(),
  broken: response => response.writeHead(500).end('stack trace'),
  'too-busy': response => response.writeHead(429, { 'Retry-After': '1' }).end(),
  silent: () => {},
  'hangs-up': response => response.destroy(),
  slow: response => void aMoment(300).then(() => response.writeHead(204).end()),
}

/** An external system that receives events over HTTP. Its mood says how it responds. */
export class ReceivingSystem {
  mood: Mood = 'well'
  /** The ids of all events it was sent, also of those it refused. */
  readonly received: string[] = []
  #url = ''

  static async start(t: TestContext): Promise<ReceivingSystem> {
    const system = new ReceivingSystem()
    const server = createServer((request, response) => {
      system.received.push(String(request.headers['idempotency-key']))
      request.resume().on('end', () => answers[system.mood](response))
    })
    server.listen(0)
    await once(server, 'listening')
    t.after(() => {
      server.closeAllConnections()
      server.close()
    })
    system.#url = `http://localhost:${(server.address() as AddressInfo).port}`
    return system
  }

  readonly receiver: EventHandler = async ({ id, kind, subject: { version } }, signal) => {
    const body = JSON.stringify({ kind, version })
    const headers = { 'Idempotency-Key': id }
    const response = await fetch(this.#url, { method: 'POST', headers, body, signal })
    if (!response.ok) throw new Error(`Answered ${response.status}`)
  }
}
