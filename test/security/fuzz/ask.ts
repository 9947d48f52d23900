import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { text } from 'node:stream/consumers'

export interface Ask {
  method: string
  path: string
  headers: Record<string, string>
  body?: string | undefined
}

export interface Answered {
  status: number
  headers: IncomingHttpHeaders
  body: string
  milliseconds: number
}

const agent = new Agent({ keepAlive: true })
/** Milliseconds: who waits longer has been hung. */
const WAIT_TIMEOUT = 20_000

/** One request as it is, followed nowhere. Throws when the connection ends without an answer. */
export async function ask(port: number, asked: Ask): Promise<Answered> {
  try {
    return await once(port, asked)
  } catch (error) {
    // The portal may end an idle connection just as it is used again: that says nothing of the request.
    if (!(error as { reused?: boolean }).reused) throw error
    return once(port, { ...asked, headers: { ...asked.headers, Connection: 'close' } })
  }
}

function once(port: number, { body, ...rest }: Ask): Promise<Answered> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request({ ...rest, port, host: '127.0.0.1', agent, timeout: WAIT_TIMEOUT }, response => {
      const { headers, statusCode: status = 0 } = response
      text(response).then(
        all => resolve({ status, headers, body: all, milliseconds: performance.now() - began }),
        reject,
      )
    })
    sent.on('timeout', () => sent.destroy(new Error('No answer')))
    sent.on('error', error => reject(Object.assign(error, { reused: sent.reusedSocket })))
    // Node would leave it out with some methods, and the body would be taken for a second request.
    if (body !== undefined && !sent.hasHeader('Content-Length'))
      sent.setHeader('Content-Length', Buffer.byteLength(body))
    sent.end(body)
  })
}

export function hangUp(): void {
  agent.destroy()
}
