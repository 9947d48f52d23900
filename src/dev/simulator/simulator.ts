import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { AUDIENCE, accessTokens, aggregatorClient } from './access-tokens.ts'
import { Aggregator } from './aggregator.ts'
import { nhsApp } from './nhs-app.ts'
import { nhsAppClaims } from './nhs-login/accounts.ts'
import { logInPage } from './nhs-login/log-in-page.ts'
import { LoginAssertions, NHS_APP_CLIENT_ID } from './nhs-login/login-assertions.ts'
import { nhsLogin } from './nhs-login/nhs-login.ts'
import { settingsPage } from './nhs-login/settings-page.ts'
import type { SimulatedPerson, SimulatorOptions } from './options.ts'
import { pages } from './pages.ts'
import { signingKeys, signToken } from './signing-keys.ts'
import { staffLogInPage } from './staff-login/log-in-page.ts'
import { STAFF_LOGIN_PATH, staffLogin } from './staff-login/staff-login.ts'

export type { SimulatedPerson, SimulatorOptions } from './options.ts'
export { SimulatedWayfinder } from './wayfinder.ts'

const ID_TOKEN_SECONDS = 3600

export interface Simulator {
  issuer: string
  /** Of the provider with which staff log in. */
  staffIssuer: string
  /** The issuers of the tokens that the simulated aggregator sends to the portal. */
  aggregator: { accessTokens: Tokens & { clientIds: string[] }; idTokens: Tokens }
  close(): Promise<void>
}

interface Tokens {
  issuer: string
  audience: string
  keysUrl: string
}

/**
 * Simulates NHS login, the NHS App and Wayfinder on one machine. Anyone can log in as any person, so it listens only on
 * this machine. `keys`: the keys of NHS login.
 */
export async function startSimulator(options: SimulatorOptions, keys = signingKeys()): Promise<Simulator> {
  const portal = new URL(options.portalUrl)
  if (portal.protocol !== 'http:' || !['localhost', '127.0.0.1'].includes(portal.hostname)) {
    throw new Error('The simulator serves only a portal at http://localhost or http://127.0.0.1')
  }
  const nhsLoginKeys = await keys
  // Not awaited here, because they are needed only at the first log-in.
  const [nhsAppKeys, platformKeys] = [signingKeys(), signingKeys()]

  // The issuer contains the port, which is known only once the server listens.
  const server = createServer()
  server.listen(options.port, 'localhost')
  await once(server, 'listening')
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`

  const assertions = new LoginAssertions(options.people, nhsAppKeys)
  const client = aggregatorClient()
  const platform = `${issuer}/api-platform`
  const aggregator = new Aggregator({
    portalUrl: options.portalUrl,
    tokenUrl: `${platform}/token`,
    client,
    idTokenOf: (person: SimulatedPerson) =>
      signToken(nhsLoginKeys, nhsAppClaims(person, issuer), ID_TOKEN_SECONDS),
  })
  const idTokens = new Map<string, SimulatedPerson>()
  const provider = nhsLogin(issuer, options, nhsLoginKeys, assertions, idTokens)
  const app = express()
  app.disable('x-powered-by')
  app.use(pages(app, portal.origin))
  app.use(nhsApp(options, assertions, aggregator))
  app.use(accessTokens(platform, platformKeys, client))
  if (options.wayfinder) app.use(options.wayfinder.router)
  app.use(logInPage(provider, options))
  app.use(settingsPage(options, idTokens))
  const staffProvider = staffLogin(issuer + STAFF_LOGIN_PATH, options, nhsLoginKeys)
  app.use(staffLogInPage(staffProvider, { portalUrl: options.portalUrl, staff: options.staff ?? [] }))
  app.use(STAFF_LOGIN_PATH, staffProvider.callback())
  app.use(provider.callback())
  server.on('request', app)

  return {
    issuer,
    staffIssuer: issuer + STAFF_LOGIN_PATH,
    aggregator: {
      accessTokens: {
        issuer: platform,
        audience: AUDIENCE,
        keysUrl: `${platform}/keys`,
        clientIds: [client.id],
      },
      idTokens: {
        issuer,
        audience: NHS_APP_CLIENT_ID,
        keysUrl: `${issuer}/.well-known/jwks.json`,
      },
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
