import { z } from 'zod'
import { type AggregatorTokens, aggregatorOf, aggregatorSettings, faultsOfAggregator } from './aggregator.ts'
import { faultOfDatabaseUrl, isOrigin, listOf, oneUrl, serviceUrl, wholeNumber } from './checks.ts'
import { type FileSettings, faultsOfFiles, fileSettings, filesOf } from './files.ts'
import { faultsOfNhsLogin, type NhsLoginClient, nhsLoginOf, nhsLoginSettings } from './nhs-login.ts'
import { faultsInProduction } from './production.ts'
import { type RawSettings, readRawSettings } from './raw-settings.ts'
import { siteSettings } from './site.ts'
import {
  faultsOfStaffLogin,
  type StaffLoginClient,
  staffLoginOf,
  staffLoginSettings,
  staffPagesOn,
} from './staff-login.ts'
import { trustedProxies } from './trusted-proxies.ts'
import { faultsOfWayfinder, type WayfinderClient, wayfinderOf, wayfinderSettings } from './wayfinder.ts'

/** Every setting of the portal, with its format and its default outside production. */
const settings = z.strictObject({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: wholeNumber(0, 65_535).default(3000),
  /** The public URL of the portal: scheme and host, without a path. */
  BASE_URL: oneUrl({ protocol: /^https?$/ })
    .refine(isOrigin, 'must be a scheme and a host, without a path')
    .transform(url => new URL(url).origin)
    .optional(),
  /** The PAS: `sqlite:<file>`, `sqlite::memory:` or `mssql://user:password@host:1433/database?encrypt=true`. */
  DATABASE_URL: z
    .string()
    .superRefine((url, { addIssue }) => {
      const fault = faultOfDatabaseUrl(url)
      if (fault) addIssue(fault)
    })
    .default('sqlite:./data/pas.sqlite'),
  /** Stores sessions and rate limits. Without it they are stored in the database. */
  REDIS_URL: oneUrl({ protocol: /^rediss?$/ }).optional(),
  /** Keys that sign the session cookie: comma-separated, newest first, each at least 32 characters. */
  SESSION_SECRETS: listOf(
    z.string().regex(/^\S{32,}$/, 'each secret needs at least 32 characters'),
  ).optional(),
  ...nhsLoginSettings,
  ...staffLoginSettings,
  ...wayfinderSettings,
  ...siteSettings,
  ...aggregatorSettings,
  ...fileSettings,
  /** The NHS App of this environment, which pages inside the app link back to. */
  NHS_APP_URL: serviceUrl.optional(),
  /**
   * Inside the NHS App: whether the home page, and a page that a link of the app opened, have a link back to the app, for
   * versions of the app without their own.
   */
  FIRST_PAGE_BACK_LINK: z.enum(['on', 'off']).default('on'),
  /** Default PORT + 1. */
  SIMULATOR_PORT: wholeNumber(0, 65_535).optional(),
  /** The trusted proxies: an exact number of hops, or addresses in CIDR notation. */
  TRUST_PROXY: trustedProxies.default(0),
  /** How long a stopping process still answers while it reports not ready, for the load balancer. 10 in production. */
  DRAIN_SECONDS: wholeNumber(0, 10).optional(),
  /** Who to write to, or call, about a weakness; the portal's own contact page when absent. */
  SECURITY_CONTACT: oneUrl({ protocol: /^(https|mailto|tel)$/, normalize: true }).optional(),
  /** How the trust deals with such reports. */
  SECURITY_POLICY: oneUrl({ protocol: /^https$/, normalize: true }).optional(),
  /** An OpenTelemetry collector that accepts OTLP over HTTP. Without it there are no traces. */
  OTEL_EXPORTER_OTLP_ENDPOINT: serviceUrl.optional(),
  /** Features that are disabled for the whole installation, comma-separated. */
  FEATURES: listOf(z.string().regex(/^[a-z][a-z-]*$/, 'must be names of features')).default([]),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

export const SETTING_NAMES = Object.keys(settings.shape)

export interface Config {
  production: boolean
  port: number
  baseUrl: string
  databaseUrl: string
  redisUrl: string | undefined
  sessionSecrets: string[]
  /** Where stored files are kept, and the keys that encrypt them. */
  files: FileSettings
  /** Undefined when the simulator is used. */
  nhsLogin: NhsLoginClient | undefined
  /** Whether there are pages for staff. */
  staffPages: boolean
  /** Undefined when the simulator is used. */
  staffLogin: StaffLoginClient | undefined
  /** Undefined when there is no aggregator, or the simulator is used. */
  aggregator: AggregatorTokens | undefined
  aggregatorRequestsASecond: number
  /** Milliseconds until the aggregator gets a 504. It stops waiting after 10,000. */
  aggregatorTimeout: number
  /** Milliseconds until any other request gets a 503, before the load balancer gives up. */
  requestTimeout: number
  /** Undefined when the simulator also simulates the NHS App. */
  nhsAppUrl: string | undefined
  firstPageBackLink: boolean
  /** When the simulator is used, it also replaces the services that are undefined here. */
  wayfinder: WayfinderClient
  simulatorPort: number
  trustProxy: number | string[]
  drainSeconds: number
  maintenanceUntil: Temporal.Instant | undefined
  extSystemName: string
  feedbackReplyDays: number
  /** JSON; undefined when there is no such file. */
  appLinks: { android: string | undefined; apple: string | undefined }
  /** For `/.well-known/security.txt`. */
  security: { contact: string | undefined; policy: string | undefined }
  /** Undefined when tracing is disabled. */
  traceCollector: string | undefined
  /** Names of features. `features.ts` checks them. */
  disabledFeatures: string[]
  logLevel: string
}

/** Lists all faults of the settings, one on each line. It never contains a value, because values may be secret. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(`The settings are not valid:\n${faults.map(fault => `  ${fault}`).join('\n')}`)
  }
}

/** Reads and checks the settings. Throws {@link ConfigError}. */
export function loadConfig(environment: RawSettings = process.env): Config {
  const { raw, faults: misspelt } = readRawSettings(environment, SETTING_NAMES)
  const production = raw.NODE_ENV === 'production'
  const result = settings.safeParse(raw)
  const faults = [
    ...misspelt,
    ...(result.error?.issues.map(({ path, message }) => `${path[0]?.toString()}: ${message}`) ?? []),
    ...(production ? faultsInProduction(raw) : []),
    ...(production || raw.NHS_LOGIN_ISSUER ? faultsOfNhsLogin(raw) : []),
    ...faultsOfWayfinder(raw, production),
    ...faultsOfAggregator(raw),
    ...faultsOfStaffLogin(raw, production),
    ...faultsOfFiles(raw, production),
  ]
  if (!result.data || faults.length > 0) throw new ConfigError([...new Set(faults)])

  const parsed = result.data
  const simulatorPort = parsed.SIMULATOR_PORT ?? (parsed.PORT === 0 ? 0 : parsed.PORT + 1)
  return {
    production,
    port: parsed.PORT,
    baseUrl: parsed.BASE_URL ?? `http://localhost:${parsed.PORT}`,
    databaseUrl: parsed.DATABASE_URL,
    redisUrl: parsed.REDIS_URL,
    sessionSecrets: parsed.SESSION_SECRETS ?? ['not a secret: for one machine, outside production only'],
    files: filesOf(parsed, raw, production),
    nhsLogin: nhsLoginOf(parsed, raw),
    staffPages: staffPagesOn(parsed, production),
    staffLogin: staffLoginOf(parsed, raw),
    aggregator: aggregatorOf(parsed),
    aggregatorRequestsASecond: parsed.AGGREGATOR_REQUESTS_A_SECOND,
    aggregatorTimeout: 9000,
    requestTimeout: 10_000,
    nhsAppUrl: parsed.NHS_APP_URL,
    firstPageBackLink: parsed.FIRST_PAGE_BACK_LINK === 'on',
    wayfinder: wayfinderOf(parsed, raw, production),
    simulatorPort,
    trustProxy: parsed.TRUST_PROXY,
    drainSeconds: parsed.DRAIN_SECONDS ?? (production ? 10 : 0),
    maintenanceUntil: parsed.MAINTENANCE_UNTIL,
    extSystemName: parsed.EXT_SYSTEM_NAME,
    feedbackReplyDays: parsed.FEEDBACK_REPLY_DAYS,
    appLinks: { android: parsed.ANDROID_ASSET_LINKS, apple: parsed.APPLE_APP_SITE_ASSOCIATION },
    security: { contact: parsed.SECURITY_CONTACT, policy: parsed.SECURITY_POLICY },
    traceCollector: parsed.OTEL_EXPORTER_OTLP_ENDPOINT,
    disabledFeatures: parsed.FEATURES,
    logLevel: parsed.LOG_LEVEL,
  }
}
