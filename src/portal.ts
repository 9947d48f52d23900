import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './database/database.ts'
import { migrate } from './database/migrate.ts'
import { NhsLogin } from './gateways/nhs-login/nhs-login.ts'
import { createServices } from './services.ts'
import { openSessions } from './sessions.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'

export interface Portal {
  port: number
  /** Where its own pages and the NHS App's are. */
  baseUrl: string
  nhsAppUrl: string
  database: Database
  close(): Promise<void>
}

/** Milliseconds: less than what hosts allow before they kill. */
const LONGEST_GOODBYE = 10_000

/** The whole portal, listening. What it opened it closes in reverse. */
export async function startPortal(
  config: Config,
  { clock, log }: { clock: Clock; log: Log },
): Promise<Portal> {
  const database = openDatabase(config.databaseUrl)
  // It listens first, since its address is part of the settings when the port is the system's to choose.
  let answer: RequestListener = stillStarting
  const server = listeningServer((request, response) => answer(request, response))
  server.listen(config.port)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const baseUrl = config.port === 0 ? `http://localhost:${port}` : config.baseUrl

  if (!config.production) await migrate(database)
  const demonstration = config.nhsLogin
    ? { nhsLogin: config.nhsLogin, close: async () => {} }
    : // Loaded only when it is wanted: in production its packages are not even installed.
      await (await import('./demonstration.ts')).startDemonstration(
        { ...config, baseUrl },
        { clock, database },
      )
  const { issuer, clientId, privateKey } = demonstration.nhsLogin
  const nhsLogin = new NhsLogin({
    issuer,
    clientId,
    privateKey,
    redirectUri: `${baseUrl}/patient-portal/log-in/callback`,
  })

  const nhsAppUrl = config.nhsAppUrl ?? issuer
  const settings = { ...config, baseUrl, nhsAppUrl }
  const services = createServices(settings, {
    clock,
    database,
    log,
    nhsLogin,
    nhsLoginOrigin: new URL(issuer).origin,
  })
  const letContactsGo = await services.contacts.keep()
  const sessions = await openSessions(settings, { clock, database, log })
  const isReady = async () =>
    Boolean(await database.select(database.raw('1 as one'))) && (await sessions.isReady())
  answer = createApp(settings, services, sessions.store, isReady)

  return {
    port,
    baseUrl,
    nhsAppUrl,
    database,
    async close() {
      await closeServer(server)
      letContactsGo()
      await sessions.close()
      await demonstration.close()
      await database.destroy()
    },
  }
}

/** Time limits that end slow and stuck requests; Node looks at them only as often as it is told to. */
function listeningServer(listener: RequestListener): Server {
  const limits = {
    connectionsCheckingInterval: 1000,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    maxHeaderSize: 16_384,
  }
  return createServer(limits, listener)
}

function stillStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '1' })
  response.end('Starting. Try again in a moment.\n')
}

/** Answers what is under way, then closes; what is stuck is cut off, so that a restart never waits for it. */
async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const stuck = setTimeout(() => server.closeAllConnections(), LONGEST_GOODBYE)
  await closed
  clearTimeout(stuck)
}
