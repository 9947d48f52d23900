import { z } from 'zod'
import { isHttp, issuedText, listOf, serviceUrl, wholeNumber } from './checks.ts'
import type { RawSettings } from './raw-settings.ts'

/**
 * The Patient Care Aggregator, which lists our appointments in the NHS App. Without these settings `/FHIR/R4` does not
 * exist.
 */
export const aggregatorSettings = {
  /** The exact `iss` of its access tokens. */
  AGGREGATOR_TOKEN_ISSUER: issuedText.optional(),
  /** The exact `aud` of its access tokens. */
  AGGREGATOR_TOKEN_AUDIENCE: issuedText.optional(),
  /** The issuer's JSON web key set. */
  AGGREGATOR_TOKEN_KEYS_URL: serviceUrl.optional(),
  /** Comma-separated; required in production. Elsewhere the default is every client of the issuer and audience. */
  AGGREGATOR_CLIENT_IDS: listOf(z.string().regex(/^\S+$/, 'must not contain an empty client id')).optional(),
  /** The issuer of the NHS App's ID tokens; default NHS_LOGIN_ISSUER. */
  NHS_APP_ID_TOKEN_ISSUER: serviceUrl.optional(),
  NHS_APP_ID_TOKEN_AUDIENCE: issuedText.default('nhs-online'),
  /** Default: the issuer's `/.well-known/jwks.json`. */
  NHS_APP_ID_TOKEN_KEYS_URL: serviceUrl.optional(),
  /** Above this rate the aggregator gets a 429; 60 since May 2026 (Get Appointments API). */
  AGGREGATOR_REQUESTS_A_SECOND: wholeNumber(1, 1000).default(60),
}

type ParsedSettings = z.infer<z.ZodObject<typeof aggregatorSettings>> & {
  NHS_LOGIN_ISSUER?: string | undefined
}

/** The trusted issuers of tokens, in the form that `gateways/aggregator` takes. */
export interface AggregatorTokens {
  accessTokens: { issuer: string; audience: string; keysUrl: string; clientIds: string[] }
  idTokens: { issuer: string; audience: string; keysUrl: string }
}

const TOKENS = ['AGGREGATOR_TOKEN_ISSUER', 'AGGREGATOR_TOKEN_AUDIENCE', 'AGGREGATOR_TOKEN_KEYS_URL']

/** When only some of the settings are set, the NHS App would list nothing. So each of them requires the others. */
export function faultsOfAggregator(raw: RawSettings): string[] {
  const optional = ['AGGREGATOR_CLIENT_IDS', 'NHS_APP_ID_TOKEN_ISSUER', 'NHS_APP_ID_TOKEN_KEYS_URL']
  if (![...TOKENS, ...optional].some(name => raw[name])) return []
  const faults = TOKENS.filter(name => !raw[name]).map(
    name => `${name}: required with the other settings of the aggregator`,
  )
  if (raw.NODE_ENV === 'production' && !raw.AGGREGATOR_CLIENT_IDS)
    faults.push('AGGREGATOR_CLIENT_IDS: required in production with the other settings of the aggregator')
  if (!raw.NHS_APP_ID_TOKEN_ISSUER && !raw.NHS_LOGIN_ISSUER)
    faults.push('NHS_APP_ID_TOKEN_ISSUER: required without NHS_LOGIN_ISSUER')
  for (const name of ['AGGREGATOR_TOKEN_KEYS_URL', 'NHS_APP_ID_TOKEN_ISSUER', 'NHS_APP_ID_TOKEN_KEYS_URL']) {
    const url = URL.parse(raw[name] ?? '')
    if (isHttp(raw[name]) && (url?.hostname !== 'localhost' || raw.NODE_ENV === 'production'))
      faults.push(`${name}: http is accepted for localhost only, and never in production`)
  }
  return faults
}

/** Undefined when there is no aggregator, or the simulator is used. */
export function aggregatorOf(parsed: ParsedSettings): AggregatorTokens | undefined {
  const { AGGREGATOR_TOKEN_ISSUER: issuer, AGGREGATOR_TOKEN_AUDIENCE: audience = '' } = parsed
  if (!issuer) return undefined
  const idIssuer = parsed.NHS_APP_ID_TOKEN_ISSUER ?? parsed.NHS_LOGIN_ISSUER ?? ''
  return {
    accessTokens: {
      issuer,
      audience,
      keysUrl: parsed.AGGREGATOR_TOKEN_KEYS_URL ?? '',
      clientIds: parsed.AGGREGATOR_CLIENT_IDS ?? [],
    },
    idTokens: {
      issuer: idIssuer,
      audience: parsed.NHS_APP_ID_TOKEN_AUDIENCE,
      keysUrl: parsed.NHS_APP_ID_TOKEN_KEYS_URL ?? `${idIssuer}/.well-known/jwks.json`,
    },
  }
}
