import type { RequestListener } from 'node:http'
import release from '../package.json' with { type: 'json' }
import { createApp } from './app.ts'
import type { Config } from './config/config.ts'
import { type Database, openDatabase } from './database/database.ts'
import { migrate } from './database/migrate.ts'
import { warnWithoutReadCommittedSnapshot } from './database/reader-locks.ts'
import { traceStatements } from './database/trace-statements.ts'
import type { Feature } from './features/feature.ts'
import { features as allFeatures, switchedOn } from './features.ts'
import { Aggregator } from './gateways/aggregator/aggregator.ts'
import { NhsLogin } from './gateways/nhs-login/nhs-login.ts'
import { createGateways, type Gateways } from './gateways.ts'
import { outboxGauges } from './outbox/outbox.ts'
import { monitorEventLoop } from './runtime/event-loop-monitor.ts'
import { addGauges } from './runtime/gauges.ts'
import { type HttpServer, listen, stillStarting } from './runtime/http-server.ts'
import { createRateLimiters } from './runtime/rate-limiters.ts'
import { readiness } from './runtime/readiness.ts'
import { sessionStore } from './runtime/session-store.ts'
import { createServices } from './services.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'
import { createMetrics, type Metrics } from './shared/metrics.ts'
import type { OpenPage, PageTable } from './web/page.ts'

export interface Portal {
  port: number
  /** Where its own pages and the NHS App's are. */
  baseUrl: string
  nhsAppUrl: string
  database: Database
  /** The systems outside that jobs reach. */
  gateways: Gateways
  metrics: Metrics
  /** Says it is not ready, waits until the balancer has seen it, and answers what is under way. */
  stopAnswering(): Promise<void>
  /** Stops answering, then closes what it opened. */
  close(): Promise<void>
}

interface Surroundings {
  clock: Clock
  log: Log
  /** All features unless a test says otherwise. */
  features?: readonly Feature[]
}

/** The whole portal, listening. What it opened it closes in reverse. */
export async function startPortal(
  config: Config,
  { clock, log, features = allFeatures }: Surroundings,
): Promise<Portal> {
  const enabled = switchedOn(features, config.featuresOff)
  const tracing = await startTracing(config)
  const database = openDatabase(config.databaseUrl)
  if (tracing) traceStatements(database)
  // It listens first, since its address is part of the settings when the port is the system's to choose.
  let answer: RequestListener = stillStarting
  const server = await listen(config.port, (request, response) => answer(request, response))
  const baseUrl = config.port === 0 ? `http://localhost:${server.port}` : config.baseUrl
  if (!config.production) await migrate(database)
  await warnWithoutReadCommittedSnapshot(database, log)

  const outside = await connect({ ...config, baseUrl }, clock, database)
  const settings = { ...config, baseUrl, nhsAppUrl: outside.nhsAppUrl }
  const metrics = createMetrics(release.version)
  addGauges(metrics, { clock, database }, [outboxGauges, ...features.flatMap(({ gauges = [] }) => gauges)])
  const redis = await connectRedis(config, log)
  const rateLimits = createRateLimiters(redis?.redis, database, clock, config.aggregatorRequestsASecond)
  const services = createServices(settings, { ...outside, clock, database, log, metrics, rateLimits })
  const stopRefreshing = await services.contacts.keepFresh()
  const eventLoop = monitorEventLoop()
  answer = createApp({
    config: settings,
    services,
    features: enabled,
    store: sessionStore(redis?.redis, database, clock),
    isReady: readinessOf(server, () => Promise.all([ping(database), redis?.redis.ping()])),
    isOverloaded: eventLoop.isOverloaded,
    demonstrationPages: outside.pages,
  })
  const stopAnswering = () => server.stop(config.drainSeconds * 1000)

  return {
    port: server.port,
    baseUrl,
    nhsAppUrl: outside.nhsAppUrl,
    database,
    gateways: createGateways(outside.wayfinder, clock),
    stopAnswering,
    metrics,
    async close() {
      await stopAnswering()
      eventLoop.stop()
      stopRefreshing()
      redis?.close()
      await outside.close()
      await database.destroy()
      await tracing?.stop()
    },
  }
}

/** Packages that not every installation needs are loaded only where they are. */
async function startTracing({ traceCollector }: Config) {
  if (!traceCollector) return undefined
  return (await import('./runtime/tracing.ts')).startTracing(traceCollector, release.version)
}

interface Outside {
  nhsLogin: NhsLogin
  nhsLoginOrigin: string
  nhsAppUrl: string
  aggregator: Aggregator | undefined
  wayfinder: Config['wayfinder']
  pages: PageTable<OpenPage>
  close(): Promise<void>
}

async function connectRedis({ redisUrl }: Config, log: Log) {
  return redisUrl ? (await import('./runtime/redis.ts')).openRedis(redisUrl, log) : undefined
}

/** NHS login, the NHS App and Wayfinder as the settings name them, or the simulator in their place. */
async function connect(config: Config, clock: Clock, database: Database): Promise<Outside> {
  const demonstration = config.nhsLogin ? undefined : await demonstrate(config, clock, database)
  const { issuer, clientId, privateKey } =
    config.nhsLogin ?? (demonstration as NonNullable<typeof demonstration>).nhsLogin
  const redirectUri = `${config.baseUrl}/patient-portal/log-in/callback`
  const aggregator = config.aggregator ?? demonstration?.aggregator
  return {
    nhsLogin: new NhsLogin({ issuer, clientId, privateKey, redirectUri }),
    nhsLoginOrigin: new URL(issuer).origin,
    nhsAppUrl: config.nhsAppUrl ?? issuer,
    aggregator: aggregator && new Aggregator(aggregator, clock),
    wayfinder: {
      reporting: config.wayfinder.reporting ?? demonstration?.wayfinder.reporting,
      records: config.wayfinder.records ?? demonstration?.wayfinder.records,
    },
    pages: demonstration?.pages ?? {},
    close: async () => demonstration?.close(),
  }
}

/** Loaded only when it is wanted: in production its packages are not even installed. */
async function demonstrate(config: Config, clock: Clock, database: Database) {
  const { startDemonstration } = await import('./dev/start-demonstration.ts')
  return startDemonstration(config, { clock, database })
}

function ping(database: Database): Promise<unknown> {
  return database.select(database.raw('1 as one'))
}

function readinessOf(server: HttpServer, check: () => Promise<unknown>): () => Promise<boolean> {
  const canWork = readiness(check)
  return async () => !server.stopping() && (await canWork())
}
