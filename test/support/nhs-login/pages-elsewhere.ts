import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TestPerson } from './hostile-id-token.ts'
import type { HostileNhsLogin } from './hostile-nhs-login.ts'

/**
 * The pages of NHS login, on origins other than the issuer's, as the real ones are: the authorisation endpoint redirects
 * to a page on another origin, whose form leads back over the first one to the portal.
 */
export class PagesElsewhere {
  readonly origins: readonly string[]
  readonly #servers: Server[]

  private constructor(servers: Server[]) {
    this.#servers = servers
    this.origins = servers.map(server => `http://localhost:${(server.address() as AddressInfo).port}`)
  }

  /** The names are those of the buttons. */
  static async start(nhsLogin: HostileNhsLogin, people: Record<string, TestPerson>): Promise<PagesElsewhere> {
    const authorization = createServer()
    const pages = createServer()
    for (const server of [authorization, pages])
      await new Promise<void>(resolve => server.listen(0, 'localhost', resolve))
    const elsewhere = new PagesElsewhere([authorization, pages])
    const [there = '', here = ''] = elsewhere.origins
    authorization.on('request', (request, response) => redirectTo(response, here + request.url))
    pages.on('request', async (request: IncomingMessage, response: ServerResponse) => {
      if (request.method !== 'POST')
        return void response.setHeader('content-type', 'text/html').end(form(people))
      const person = people[new URLSearchParams(await text(request)).get('person') ?? '']
      if (!person) return void response.writeHead(400).end()
      nhsLogin.person = person
      const asked = `${nhsLogin.issuer}/authorize${new URL(request.url ?? '', here).search}`
      redirectTo(response, String(await nhsLogin.answerTo(asked)))
    })
    nhsLogin.authorizationEndpoint = `${there}/authorize`
    return elsewhere
  }

  async close(): Promise<void> {
    for (const server of this.#servers) {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
    }
  }
}

function redirectTo(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end()
}

function form(people: Record<string, TestPerson>): string {
  const buttons = Object.keys(people).map(name => `<button name="person" value="${name}">${name}</button>`)
  return `<!doctype html><title>NHS login</title><h1>Who are you?</h1><form method="post">${buttons.join('')}</form>`
}
