import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Shown } from '../../visitor.ts'

/**
 * Sends one page as the portal sent it, at the same path, and passes all other requests on to the portal: not every browser
 * can be told what to show at an address.
 */
export class ServedStates {
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(error => response.destroy(error))
  })
  readonly #portal: string
  #shown: Shown | undefined

  private constructor(portal: string) {
    this.#portal = portal
  }

  static async start(portal: string): Promise<ServedStates> {
    const states = new ServedStates(portal)
    states.#server.listen(0, 'localhost')
    await once(states.#server, 'listening')
    return states
  }

  /** Answers the address of the page, until the next is served. */
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
    if (shown && url === pathOf(shown)) {
      response.writeHead(shown.status, ofThePage(shown.headers)).end(shown.html)
      return
    }
    const answer = await fetch(new URL(url, this.#portal), { redirect: 'manual' })
    const type = answer.headers.get('content-type') ?? 'text/plain'
    response.writeHead(answer.status, { 'content-type': type }).end(Buffer.from(await answer.arrayBuffer()))
  }
}

function pathOf({ url }: Shown): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** Without the headers about how it was sent, and without its cookies. */
function ofThePage(headers: Record<string, string>): Record<string, string> {
  const aboutSending = /^(connection|keep-alive|content-(encoding|length)|transfer-encoding|set-cookie)$/
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !aboutSending.test(name)))
}
