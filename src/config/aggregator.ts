import { z } from 'zod'
import { type Given, serviceUrl } from './checks.ts'

/** The Patient Care Aggregator, which lists our appointments in the NHS App; without it `/FHIR/R4` is not there. */
export const aggregatorSettings = {
  /** As its access tokens' `iss` and `aud` say it. */
  AGGREGATOR_TOKEN_ISSUER: z.string().min(1).optional(),
  AGGREGATOR_TOKEN_AUDIENCE: z.string().min(1).optional(),
  /** Where the issuer publishes its keys. */
  AGGREGATOR_TOKEN_KEYS_URL: serviceUrl.optional(),
  /** Comma-separated; needed in production. Elsewhere, when absent, any client of that issuer and audience may call. */
  AGGREGATOR_CLIENT_IDS: z
    .string()
    .transform(list => list.split(',').map(id => id.trim()))
    .pipe(z.array(z.string().min(1, 'each client id needs a name')))
    .optional(),
  /** Of the NHS App's ID tokens; NHS login's own issuer unless given. */
  NHS_APP_ID_TOKEN_ISSUER: serviceUrl.optional(),
  NHS_APP_ID_TOKEN_AUDIENCE: z.string().min(1).default('nhs-online'),
  /** The issuer's `/.well-known/jwks.json` unless given. */
  NHS_APP_ID_TOKEN_KEYS_URL: serviceUrl.optional(),
  /** Above it the aggregator is told to wait: 60 since May 2026 (Get Appointments API). */
  AGGREGATOR_REQUESTS_A_SECOND: z.coerce.number().int().min(1).max(10_000).default(60),
}

type Settled = z.infer<z.ZodObject<typeof aggregatorSettings>> & { NHS_LOGIN_ISSUER?: string | undefined }

/** Whose tokens are believed, as `gateways/aggregator` takes it. */
export interface AggregatorTokens {
  accessTokens: { issuer: string; audience: string; keysUrl: string; clientIds: string[] }
  idTokens: { issuer: string; audience: string; keysUrl: string }
}

const TOKENS = ['AGGREGATOR_TOKEN_ISSUER', 'AGGREGATOR_TOKEN_AUDIENCE', 'AGGREGATOR_TOKEN_KEYS_URL']

/** Half of them set is a mistake, not a choice: the NHS App would list nothing. */
export function faultsOfAggregator(given: Given): string[] {
  const others = ['AGGREGATOR_CLIENT_IDS', 'NHS_APP_ID_TOKEN_ISSUER', 'NHS_APP_ID_TOKEN_KEYS_URL']
  if (![...TOKENS, ...others].some(name => given[name])) return []
  const faults = TOKENS.filter(name => !given[name]).map(
    name => `${name}: needed with the other settings of the aggregator`,
  )
  if (given.NODE_ENV === 'production' && !given.AGGREGATOR_CLIENT_IDS)
    faults.push('AGGREGATOR_CLIENT_IDS: needed in production with the other settings of the aggregator')
  if (!given.NHS_APP_ID_TOKEN_ISSUER && !given.NHS_LOGIN_ISSUER)
    faults.push('NHS_APP_ID_TOKEN_ISSUER: needed where there is no NHS_LOGIN_ISSUER')
  for (const name of ['AGGREGATOR_TOKEN_KEYS_URL', 'NHS_APP_ID_TOKEN_ISSUER', 'NHS_APP_ID_TOKEN_KEYS_URL']) {
    const url = URL.parse(given[name] ?? '')
    if (url?.protocol === 'http:' && (url.hostname !== 'localhost' || given.NODE_ENV === 'production'))
      faults.push(`${name}: http is accepted for localhost only, and never in production`)
  }
  return faults
}

/** Undefined when there is no aggregator, or the simulator is to stand in for it. */
export function aggregatorOf(settled: Settled): AggregatorTokens | undefined {
  const { AGGREGATOR_TOKEN_ISSUER: issuer, AGGREGATOR_TOKEN_AUDIENCE: audience = '' } = settled
  if (!issuer) return undefined
  const idIssuer = settled.NHS_APP_ID_TOKEN_ISSUER ?? settled.NHS_LOGIN_ISSUER ?? ''
  return {
    accessTokens: {
      issuer,
      audience,
      keysUrl: settled.AGGREGATOR_TOKEN_KEYS_URL ?? '',
      clientIds: settled.AGGREGATOR_CLIENT_IDS ?? [],
    },
    idTokens: {
      issuer: idIssuer,
      audience: settled.NHS_APP_ID_TOKEN_AUDIENCE,
      keysUrl: settled.NHS_APP_ID_TOKEN_KEYS_URL ?? `${idIssuer}/.well-known/jwks.json`,
    },
  }
}
