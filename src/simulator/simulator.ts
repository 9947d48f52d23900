import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { logInPage } from './log-in-page.ts'
import { LoginAssertions } from './login-assertions.ts'
import { nhsApp } from './nhs-app.ts'
import { nhsLogin } from './nhs-login.ts'
import type { SimulatorOptions } from './options.ts'
import { pages } from './pages.ts'
import { signingKeys } from './signing-keys.ts'

export type { SimulatedAppointment, SimulatedPerson, SimulatorOptions } from './options.ts'
export { SimulatedWayfinder } from './wayfinder.ts'

export interface Simulator {
  issuer: string
  close(): Promise<void>
}

/** Stands in for NHS login, the NHS App and Wayfinder on one machine. It logs anyone in as anyone, so it serves only this machine. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const portal = new URL(options.portalUrl)
  if (portal.protocol !== 'http:' || !['localhost', '127.0.0.1'].includes(portal.hostname)) {
    throw new Error('The simulator serves only a portal at http://localhost or http://127.0.0.1')
  }
  const [nhsLoginKeys, nhsAppKeys] = await Promise.all([signingKeys(), signingKeys()])

  // The issuer holds the port, which is known only once the server listens.
  const server = createServer()
  server.listen(options.port, 'localhost')
  await once(server, 'listening')
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`

  const assertions = new LoginAssertions(options.people, nhsAppKeys)
  const provider = nhsLogin(issuer, options, nhsLoginKeys, assertions)
  const app = express()
  app.disable('x-powered-by')
  app.use(pages(app, portal.origin))
  app.use(nhsApp(options, assertions))
  if (options.wayfinder) app.use(options.wayfinder.router)
  app.use(logInPage(provider, options))
  app.use(provider.callback())
  server.on('request', app)

  return {
    issuer,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
