import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** Every setting of the portal: what it means, its form, and what stands in for it outside production. */
const settings = z.strictObject({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** Where the pages are served. */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** How the public reaches the portal: scheme and host, no path. */
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .transform(withoutTrailingSlash)
    .optional(),
  /** The PAS: `sqlite:<file>`, `sqlite::memory:` or `mssql://user:password@host:1433/database?encrypt=true`. */
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|mssql:\/\/[^/]+\/.+)$/, 'must begin with sqlite: or mssql://')
    .default('sqlite:./data/pas.sqlite'),
  /** Sessions; when absent they are kept in the database. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Sign the session cookie; comma-separated, newest first, each at least 32 characters. */
  SESSION_SECRETS: z
    .string()
    .transform(list => list.split(',').map(secret => secret.trim()))
    .pipe(z.array(z.string().min(32, 'each secret needs at least 32 characters')).min(1))
    .optional(),
  /** NHS login; when its issuer is absent the simulator is started and used. */
  NHS_LOGIN_ISSUER: z
    .url({ protocol: /^https?$/ })
    .transform(withoutTrailingSlash)
    .optional(),
  NHS_LOGIN_CLIENT_ID: z.string().min(1).optional(),
  NHS_LOGIN_PRIVATE_KEY: z
    .string()
    .includes('PRIVATE KEY', { message: 'must be a PEM private key' })
    .optional(),
  NHS_LOGIN_PRIVATE_KEY_FILE: z.string().min(1).optional(),
  /** The NHS App of this environment, where people are sent back to. */
  NHS_APP_URL: z
    .url({ protocol: /^https?$/ })
    .transform(withoutTrailingSlash)
    .optional(),
  /** Default PORT + 1. */
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  /** What stands in front: an exact number of hops, or addresses in CIDR form. */
  TRUST_PROXY: z
    .string()
    .regex(/^(\d+|[0-9a-fA-F.:/, ]+)$/, 'must be a number of hops or a list of addresses')
    .transform(text => (/^\d+$/.test(text) ? Number(text) : text.split(',').map(each => each.trim())))
    .default(0),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

export interface NhsLoginClient {
  issuer: string
  clientId: string
  /** PEM. */
  privateKey: string
}

export interface Config {
  production: boolean
  port: number
  baseUrl: string
  databaseUrl: string
  redisUrl: string | undefined
  sessionSecrets: string[]
  /** Undefined when the simulator stands in. */
  nhsLogin: NhsLoginClient | undefined
  nhsAppUrl: string
  simulatorPort: number
  trustProxy: number | string[]
  logLevel: string
}

/** Thrown with every fault of the settings at once, one a line, none of them repeating a value. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(`The settings are not right:\n${faults.map(fault => `  ${fault}`).join('\n')}`)
  }
}

/** Checks the settings; throws {@link ConfigError}. */
export function loadConfig(environment: Record<string, string | undefined> = process.env): Config {
  const known = Object.keys(settings.shape).filter(name => environment[name])
  const read = settings.safeParse(Object.fromEntries(known.map(name => [name, environment[name]])))
  if (!read.success)
    throw new ConfigError(read.error.issues.map(({ path, message }) => `${path[0]?.toString()}: ${message}`))

  const given = read.data
  const production = given.NODE_ENV === 'production'
  const simulatorPort = given.SIMULATOR_PORT ?? (given.PORT === 0 ? 0 : given.PORT + 1)
  const faults = production ? faultsInProduction(given) : []
  const nhsLogin = given.NHS_LOGIN_ISSUER ? nhsLoginClient(given, faults) : undefined
  if (faults.length > 0) throw new ConfigError(faults)

  return {
    production,
    port: given.PORT,
    baseUrl: given.BASE_URL ?? `http://localhost:${given.PORT}`,
    databaseUrl: given.DATABASE_URL,
    redisUrl: given.REDIS_URL,
    sessionSecrets: given.SESSION_SECRETS ?? ['not a secret: for one machine, outside production only'],
    nhsLogin,
    nhsAppUrl: given.NHS_APP_URL ?? `http://localhost:${simulatorPort}`,
    simulatorPort,
    trustProxy: given.TRUST_PROXY,
    logLevel: given.LOG_LEVEL,
  }
}

type Given = z.output<typeof settings>

function faultsInProduction(given: Given): string[] {
  const needed = [
    'BASE_URL',
    'REDIS_URL',
    'SESSION_SECRETS',
    'NHS_LOGIN_ISSUER',
    'NHS_APP_URL',
    'TRUST_PROXY',
  ] as const
  const faults: string[] = needed.filter(name => !given[name]).map(name => `${name}: needed in production`)
  for (const name of ['BASE_URL', 'NHS_LOGIN_ISSUER', 'NHS_APP_URL'] as const)
    if (given[name]?.startsWith('http:')) faults.push(`${name}: must be https in production`)
  if (given.SIMULATOR_PORT !== undefined)
    faults.push('SIMULATOR_PORT: the simulator never runs in production')
  return faults
}

function nhsLoginClient(given: Given, faults: string[]): NhsLoginClient {
  const issuer = given.NHS_LOGIN_ISSUER ?? ''
  const { protocol, hostname } = new URL(issuer)
  if (protocol === 'http:' && hostname !== 'localhost')
    faults.push('NHS_LOGIN_ISSUER: http is accepted for localhost only')
  if (!given.NHS_LOGIN_CLIENT_ID) faults.push('NHS_LOGIN_CLIENT_ID: needed with NHS_LOGIN_ISSUER')
  return { issuer, clientId: given.NHS_LOGIN_CLIENT_ID ?? '', privateKey: privateKey(given, faults) }
}

function privateKey(given: Given, faults: string[]): string {
  if (given.NHS_LOGIN_PRIVATE_KEY) return given.NHS_LOGIN_PRIVATE_KEY
  try {
    if (given.NHS_LOGIN_PRIVATE_KEY_FILE) return readFileSync(given.NHS_LOGIN_PRIVATE_KEY_FILE, 'utf8')
    faults.push('NHS_LOGIN_PRIVATE_KEY or NHS_LOGIN_PRIVATE_KEY_FILE: needed with NHS_LOGIN_ISSUER')
  } catch {
    faults.push('NHS_LOGIN_PRIVATE_KEY_FILE: cannot be read')
  }
  return ''
}

function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
