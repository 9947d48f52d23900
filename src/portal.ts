import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import release from '../package.json' with { type: 'json' }
import { createApp } from './app.ts'
import type { Config } from './config/config.ts'
import type { WayfinderClient } from './config/wayfinder.ts'
import { type Database, openDatabase } from './database/database.ts'
import { migrate } from './database/migrate.ts'
import { warnWithoutReadCommittedSnapshot } from './database/reader-locks.ts'
import { traceStatements } from './database/trace-statements.ts'
import { Aggregator } from './gateways/aggregator/aggregator.ts'
import { NhsLogin } from './gateways/nhs-login/nhs-login.ts'
import { monitorEventLoop } from './runtime/event-loop-monitor.ts'
import { addGauges } from './runtime/gauges.ts'
import { listen } from './runtime/http-server.ts'
import { createRateLimiters } from './runtime/rate-limiters.ts'
import { readiness } from './runtime/readiness.ts'
import { sessionStore } from './runtime/session-store.ts'
import { createServices } from './services.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'
import { createMetrics, type Metrics } from './shared/metrics.ts'

export interface Portal {
  port: number
  /** Where its own pages and the NHS App's are. */
  baseUrl: string
  nhsAppUrl: string
  database: Database
  /** Who is told of what happens here. */
  wayfinder: WayfinderClient
  metrics: Metrics
  /** Says it is not ready, waits until the balancer has seen it, and answers what is under way. */
  stopAnswering(): Promise<void>
  /** Stops answering, then closes what it opened. */
  close(): Promise<void>
}

/** The whole portal, listening. What it opened it closes in reverse. */
export async function startPortal(
  config: Config,
  { clock, log }: { clock: Clock; log: Log },
): Promise<Portal> {
  const tracing =
    config.traceCollector &&
    (await import('./runtime/tracing.ts')).startTracing(config.traceCollector, release.version)
  const database = openDatabase(config.databaseUrl)
  if (tracing) traceStatements(database)
  // It listens first, since its address is part of the settings when the port is the system's to choose.
  let answer: RequestListener = stillStarting
  const server = await listen(config.port, (request, response) => answer(request, response))
  const { port } = server
  const baseUrl = config.port === 0 ? `http://localhost:${port}` : config.baseUrl

  if (!config.production) await migrate(database)
  await warnWithoutReadCommittedSnapshot(database, log)
  const demonstration = config.nhsLogin
    ? {
        nhsLogin: config.nhsLogin,
        wayfinder: config.wayfinder,
        aggregator: undefined,
        pages: {},
        close: async () => {},
      }
    : // Loaded only when it is wanted: in production its packages are not even installed.
      await (await import('./dev/start-demonstration.ts')).startDemonstration(
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

  const aggregator = config.aggregator ?? demonstration.aggregator
  const nhsAppUrl = config.nhsAppUrl ?? issuer
  const settings = { ...config, baseUrl, nhsAppUrl }
  const redis = config.redisUrl
    ? (await import('./runtime/redis.ts')).openRedis(config.redisUrl, log)
    : undefined
  const metrics = createMetrics(release.version)
  addGauges(metrics, { clock, database })
  const services = createServices(settings, {
    clock,
    database,
    log,
    metrics,
    nhsLogin,
    aggregator: aggregator && new Aggregator(aggregator, clock),
    nhsLoginOrigin: new URL(issuer).origin,
    rateLimits: createRateLimiters(redis?.redis, database, clock, config.aggregatorRequestsASecond),
  })
  const letContactsGo = await services.contacts.keep()
  const store = sessionStore(redis?.redis, database, clock)
  const canWork = readiness(() =>
    Promise.all([database.select(database.raw('1 as one')), redis?.redis.ping()]),
  )
  const isReady = async () => !server.stopping() && (await canWork())
  const eventLoop = monitorEventLoop()
  answer = createApp(settings, services, store, isReady, eventLoop.isOverloaded, demonstration.pages)
  const stopAnswering = () => server.stop(config.drainSeconds * 1000)

  return {
    port,
    baseUrl,
    nhsAppUrl,
    database,
    wayfinder: {
      reporting: config.wayfinder.reporting ?? demonstration.wayfinder.reporting,
      records: config.wayfinder.records ?? demonstration.wayfinder.records,
    },
    stopAnswering,
    metrics,
    async close() {
      await stopAnswering()
      eventLoop.stop()
      letContactsGo()
      redis?.close()
      await demonstration.close()
      await database.destroy()
      if (tracing) await tracing.stop()
    },
  }
}

function stillStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '1' })
  response.end('Starting. Try again in a moment.\n')
}
