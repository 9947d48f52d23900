import { z } from 'zod'
import { type AggregatorTokens, aggregatorOf, aggregatorSettings, faultsOfAggregator } from './aggregator.ts'
import {
  faultOfDatabaseUrl,
  type Given,
  isNetwork,
  isOrigin,
  isUnsafeConnection,
  serviceUrl,
} from './checks.ts'
import { faultsOfNhsLogin, type NhsLoginClient, nhsLoginOf, nhsLoginSettings } from './nhs-login.ts'
import { faultsOfWayfinder, type WayfinderClient, wayfinderOf, wayfinderSettings } from './wayfinder.ts'

/** Every setting of the portal: what it means, its form, and what stands in for it outside production. */
const settings = z.strictObject({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** Where the pages are served. */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** How the public reaches the portal: scheme and host, no path. */
  BASE_URL: z
    .url({ protocol: /^https?$/ })
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
  /** Sessions and rate limits; when absent both are kept in the database. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Sign the session cookie; comma-separated, newest first, each at least 32 characters. */
  SESSION_SECRETS: z
    .string()
    .transform(list => list.split(',').map(secret => secret.trim()))
    .pipe(z.array(z.string().min(32, 'each secret needs at least 32 characters')).min(1))
    .optional(),
  ...nhsLoginSettings,
  ...wayfinderSettings,
  ...aggregatorSettings,
  /** The NHS App of this environment, where people are sent back to. */
  NHS_APP_URL: serviceUrl.optional(),
  /** Inside the NHS App: whether the first page has a link back to it, where the app has none of its own. */
  FIRST_PAGE_BACK_LINK: z.enum(['on', 'off']).default('on'),
  /** Default PORT + 1. */
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  /** What stands in front: an exact number of hops, or addresses in CIDR form. */
  TRUST_PROXY: z
    .string()
    .refine(
      text => /^\d+$/.test(text) || text.split(',').every(isNetwork),
      'must be a number of hops or a list of addresses',
    )
    .transform(text => (/^\d+$/.test(text) ? Number(text) : text.split(',').map(each => each.trim())))
    .default(0),
  /** How long a copy told to stop goes on answering, not ready, until the balancer has seen it; 10 in production. */
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(10).optional(),
  /** Who to write to, or call, about a weakness; the portal's own contact page when absent. */
  SECURITY_CONTACT: z.url({ protocol: /^(https|mailto|tel)$/, normalize: true }).optional(),
  /** How the trust deals with such reports. */
  SECURITY_POLICY: z.url({ protocol: /^https$/, normalize: true }).optional(),
  /** An OpenTelemetry collector, by OTLP over HTTP; when absent no traces are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: serviceUrl.optional(),
  /** Features that are switched off for the whole installation, comma-separated. */
  FEATURES: z
    .string()
    .transform(list =>
      list
        .split(',')
        .map(name => name.trim())
        .filter(Boolean),
    )
    .default([]),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

export interface Config {
  production: boolean
  port: number
  baseUrl: string
  databaseUrl: string
  redisUrl: string | undefined
  sessionSecrets: string[]
  /** Undefined when the simulator stands in. */
  nhsLogin: NhsLoginClient | undefined
  /** Undefined when there is none, or the simulator stands in. */
  aggregator: AggregatorTokens | undefined
  aggregatorRequestsASecond: number
  /** Milliseconds until the aggregator is told that it takes too long; it gives up itself at 10,000. */
  aggregatorPatience: number
  /** Undefined when NHS login's issuer, the simulator, stands in for it too. */
  nhsAppUrl: string | undefined
  firstPageBackLink: boolean
  /** Outside production the simulator stands in where it stands in for NHS login. */
  wayfinder: WayfinderClient
  simulatorPort: number
  trustProxy: number | string[]
  drainSeconds: number
  /** For `/.well-known/security.txt`. */
  security: { contact: string | undefined; policy: string | undefined }
  /** Undefined when no traces are made. */
  traceCollector: string | undefined
  /** Names of features; `features.ts` says which there are. */
  featuresOff: string[]
  logLevel: string
}

/** Thrown with every fault of the settings at once, one a line, none of them repeating a value. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(`The settings are not right:\n${faults.map(fault => `  ${fault}`).join('\n')}`)
  }
}

/** Checks the settings; throws {@link ConfigError}. */
export function loadConfig(environment: Given = process.env): Config {
  const known = Object.keys(settings.shape).filter(name => environment[name])
  const given: Given = Object.fromEntries(known.map(name => [name, environment[name]]))
  const production = given.NODE_ENV === 'production'
  const read = settings.safeParse(given)
  const faults = [
    ...(read.error?.issues.map(({ path, message }) => `${path[0]?.toString()}: ${message}`) ?? []),
    ...(production ? faultsInProduction(given) : []),
    ...(production || given.NHS_LOGIN_ISSUER ? faultsOfNhsLogin(given) : []),
    ...faultsOfWayfinder(given, production),
    ...faultsOfAggregator(given),
  ]
  if (!read.data || faults.length > 0) throw new ConfigError([...new Set(faults)])

  const settled = read.data
  const simulatorPort = settled.SIMULATOR_PORT ?? (settled.PORT === 0 ? 0 : settled.PORT + 1)
  return {
    production,
    port: settled.PORT,
    baseUrl: settled.BASE_URL ?? `http://localhost:${settled.PORT}`,
    databaseUrl: settled.DATABASE_URL,
    redisUrl: settled.REDIS_URL,
    sessionSecrets: settled.SESSION_SECRETS ?? ['not a secret: for one machine, outside production only'],
    nhsLogin: nhsLoginOf(settled, given),
    aggregator: aggregatorOf(settled),
    aggregatorRequestsASecond: settled.AGGREGATOR_REQUESTS_A_SECOND,
    aggregatorPatience: 9000,
    nhsAppUrl: settled.NHS_APP_URL,
    firstPageBackLink: settled.FIRST_PAGE_BACK_LINK === 'on',
    wayfinder: wayfinderOf(settled, given, production),
    simulatorPort,
    trustProxy: settled.TRUST_PROXY,
    drainSeconds: settled.DRAIN_SECONDS ?? (production ? 10 : 0),
    security: { contact: settled.SECURITY_CONTACT, policy: settled.SECURITY_POLICY },
    traceCollector: settled.OTEL_EXPORTER_OTLP_ENDPOINT,
    featuresOff: settled.FEATURES,
    logLevel: settled.LOG_LEVEL,
  }
}

const NEEDED =
  'BASE_URL DATABASE_URL REDIS_URL SESSION_SECRETS NHS_LOGIN_ISSUER NHS_APP_URL TRUST_PROXY'.split(' ')

function faultsInProduction(given: Given): string[] {
  const faults = NEEDED.filter(name => !given[name]).map(name => `${name}: needed in production`)
  for (const name of ['BASE_URL', 'NHS_LOGIN_ISSUER', 'NHS_APP_URL'])
    if (given[name]?.toLowerCase().startsWith('http:')) faults.push(`${name}: must be https in production`)
  if (given.TRUST_PROXY && /^0+$/.test(given.TRUST_PROXY))
    faults.push('TRUST_PROXY: must not be 0 in production, where something in front speaks https')
  if (given.REDIS_URL?.toLowerCase().startsWith('redis:'))
    faults.push('REDIS_URL: must be rediss, which is encrypted, in production')
  if (given.DATABASE_URL && isUnsafeConnection(given.DATABASE_URL))
    faults.push('DATABASE_URL: must be encrypted and check the certificate in production')
  if (given.SIMULATOR_PORT !== undefined)
    faults.push('SIMULATOR_PORT: the simulator never runs in production')
  return faults
}
