import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Shown } from '../../visitor.ts'
import { watch } from './watch.ts'

const WATCH = '/watch.js'

/** A server that sends a state at its own address, as the portal sent it, and passes other requests on to the portal. */
export class ServedStates {
  readonly #server = createServer((request, response) => void this.#answer(request, response))
  readonly #portal: string
  #shown: Shown | undefined

  private constructor(portal: string) {
    this.#portal = portal
  }

  static async start(portal: string): Promise<ServedStates> {
    const states = new ServedStates(portal)
    const { promise, resolve } = Promise.withResolvers<void>()
    states.#server.listen(0, 'localhost', resolve)
    await promise
    return states
  }

  /** Where the state can now be opened. */
  serve(shown: Shown): string {
    this.#shown = shown
    return `http://localhost:${(this.#server.address() as AddressInfo).port}${pathOf(shown)}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #answer({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const shown = this.#shown
    if (url === WATCH) response.setHeader('content-type', 'text/javascript').end(`(${watch})()`)
    else if (shown && url === pathOf(shown)) {
      const { 'content-encoding': _, 'content-length': __, 'set-cookie': ___, ...headers } = shown.headers
      const { 'transfer-encoding': ____, connection: _____, ...sent } = headers
      response
        .writeHead(shown.status, sent)
        .end(shown.html.replace('<head>', `<head><script src="${WATCH}"></script>`))
    } else {
      const answer = await fetch(new URL(url, this.#portal), { redirect: 'manual' }).catch(() => undefined)
      const body = answer ? Buffer.from(await answer.arrayBuffer()) : ''
      const type = answer?.headers.get('content-type') ?? 'text/plain'
      response.writeHead(answer?.status ?? 502, { 'content-type': type }).end(body)
    }
  }
}

function pathOf({ url }: Shown): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
