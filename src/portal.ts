import type { RequestListener } from 'node:http'
import release from '../package.json' with { type: 'json' }
import { createApp } from './app.ts'
import type { Config } from './config/config.ts'
import { type Database, openDatabase } from './database/database.ts'
import { migrate } from './database/migrate.ts'
import { warnWithoutReadCommittedSnapshot } from './database/reader-locks.ts'
import { traceStatements } from './database/trace-statements.ts'
import type { Feature } from './features/feature.ts'
import { features as allFeatures, enabledFeatures } from './features.ts'
import { fileGauges } from './files/file-gauges.ts'
import type { StoredFiles } from './files/stored-files.ts'
import { Aggregator } from './gateways/aggregator/aggregator.ts'
import { NhsLogin } from './gateways/nhs-login/nhs-login.ts'
import { StaffLogin } from './gateways/staff-login/staff-login.ts'
import { createGateways, type Gateways } from './gateways.ts'
import { outboxGauges } from './outbox/outbox.ts'
import { monitorEventLoop } from './runtime/event-loop-monitor.ts'
import { addGauges } from './runtime/gauges.ts'
import { type HttpServer, listen, stillStarting } from './runtime/http-server.ts'
import { createRateLimiters } from './runtime/rate-limiters.ts'
import { readiness } from './runtime/readiness.ts'
import { createSessionStore } from './runtime/session-store.ts'
import { createServices } from './services.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'
import { createMetrics, type Metrics } from './shared/metrics.ts'
import type { OpenPage, PageTable } from './web/page.ts'
import { describeTrust } from './web/trusted-proxies.ts'

export interface Portal {
  port: number
  baseUrl: string
  nhsAppUrl: string
  database: Database
  /** The external systems that jobs call. */
  gateways: Gateways
  files: StoredFiles
  metrics: Metrics
  /** Reports not ready, waits until the load balancer has noticed, then finishes the requests in progress. */
  stopServer(): Promise<void>
  /** Stops the server, then closes every connection that the portal opened. */
  close(): Promise<void>
}

interface PortalOptions {
  clock: Clock
  log: Log
  /** Tests may replace the list. */
  features?: readonly Feature[]
}

/** Starts the whole portal and its HTTP server. When that fails, what was opened is closed again. */
export async function startPortal(
  config: Config,
  { clock, log, features = allFeatures }: PortalOptions,
): Promise<Portal> {
  const enabled = enabledFeatures(features, config.disabledFeatures)
  await using opened = new AsyncDisposableStack()
  const tracing = await startTracing(config)
  opened.defer(() => tracing?.stop())
  const database = openDatabase(config.databaseUrl)
  opened.defer(() => database.destroy())
  if (tracing) traceStatements(database)
  // The server listens first: with PORT=0 the operating system chooses the port, and the settings need the address.
  let listener: RequestListener = stillStarting
  const server = await listen(config.port, (request, response) => listener(request, response))
  opened.defer(() => server.stop(0))
  const baseUrl = config.port === 0 ? `http://localhost:${server.port}` : config.baseUrl
  if (!config.production) await migrate(database)
  await warnWithoutReadCommittedSnapshot(database, log)

  const external = await connectExternalSystems({ ...config, baseUrl }, clock, database)
  opened.defer(() => external.close())
  const settings = { ...config, baseUrl, nhsAppUrl: external.nhsAppUrl }
  const metrics = createMetrics(release.version)
  addGauges(metrics, { clock, database }, [
    outboxGauges,
    ...fileGauges,
    ...features.flatMap(({ gauges = [] }) => gauges),
  ])
  const redis = await connectRedis(config, log)
  opened.defer(() => redis?.close())
  const rateLimits = createRateLimiters(redis?.redis, database, clock, config.aggregatorRequestsASecond)
  const services = createServices(settings, { ...external, clock, database, log, metrics, rateLimits })
  opened.defer(await services.contacts.keepFresh())
  const eventLoop = monitorEventLoop()
  opened.defer(eventLoop.stop)
  listener = createApp({
    config: settings,
    services,
    features: enabled,
    store: createSessionStore(redis?.redis, database, clock, 'patient'),
    staffStore: createSessionStore(redis?.redis, database, clock, 'staff'),
    isReady: readinessOf(server, () => Promise.all([ping(database), redis?.redis.ping()])),
    isOverloaded: eventLoop.isOverloaded,
    demonstrationPages: external.demonstrationPages,
    staffDemonstrationPages: external.staffDemonstrationPages,
  })
  log.info(describeTrust(config.trustProxy))
  const stopServer = () => server.stop(config.drainSeconds * 1000)
  const everything = opened.move()

  return {
    port: server.port,
    baseUrl,
    nhsAppUrl: external.nhsAppUrl,
    database,
    gateways: createGateways(external.wayfinder, clock),
    stopServer,
    files: services.files,
    metrics,
    async close() {
      await stopServer()
      await everything.disposeAsync()
    },
  }
}

/** The tracing and Redis packages are loaded only by installations that use them. */
async function startTracing({ traceCollector }: Config) {
  if (!traceCollector) return undefined
  return (await import('./runtime/tracing.ts')).startTracing(traceCollector, release.version)
}

interface ExternalSystems {
  nhsLogin: NhsLogin
  staffLogin: StaffLogin | undefined
  nhsAppUrl: string
  aggregator: Aggregator | undefined
  wayfinder: Config['wayfinder']
  demonstrationPages: PageTable<OpenPage>
  staffDemonstrationPages: PageTable<OpenPage>
  close(): Promise<void>
}

async function connectRedis({ redisUrl }: Config, log: Log) {
  return redisUrl ? (await import('./runtime/redis.ts')).openRedis(redisUrl, log) : undefined
}

/** Connects to NHS login, the NHS App and Wayfinder. The simulator replaces each one that has no settings. */
async function connectExternalSystems(
  config: Config,
  clock: Clock,
  database: Database,
): Promise<ExternalSystems> {
  const demonstration = config.nhsLogin ? undefined : await loadDemonstration(config, clock, database)
  const { issuer, clientId, privateKey, settingsUrl } =
    config.nhsLogin ?? (demonstration as NonNullable<typeof demonstration>).nhsLogin
  const redirectUri = `${config.baseUrl}/patient-portal/log-in/callback`
  const staff = config.staffPages ? (config.staffLogin ?? demonstration?.staffLogin) : undefined
  const aggregator = config.aggregator ?? demonstration?.aggregator
  return {
    nhsLogin: new NhsLogin({ issuer, clientId, privateKey, settingsUrl, redirectUri }),
    staffLogin: staff && new StaffLogin({ ...staff, redirectUri: `${config.baseUrl}/staff/log-in/callback` }),
    nhsAppUrl: config.nhsAppUrl ?? issuer,
    aggregator: aggregator && new Aggregator(aggregator, clock),
    wayfinder: {
      reportingService: config.wayfinder.reportingService ?? demonstration?.wayfinder.reportingService,
      recordService: config.wayfinder.recordService ?? demonstration?.wayfinder.recordService,
    },
    demonstrationPages: demonstration?.pages ?? {},
    staffDemonstrationPages: demonstration?.staffPages ?? {},
    close: async () => demonstration?.close(),
  }
}

/** Imported dynamically because its packages are not installed in production. */
async function loadDemonstration(config: Config, clock: Clock, database: Database) {
  const { startDemonstration } = await import('./dev/start-demonstration.ts')
  return startDemonstration(config, { clock, database })
}

function ping(database: Database): Promise<unknown> {
  return database.select(database.raw('1 as one'))
}

function readinessOf(server: HttpServer, check: () => Promise<unknown>): () => Promise<boolean> {
  const isHealthy = readiness(check)
  return async () => !server.stopping() && (await isHealthy())
}
