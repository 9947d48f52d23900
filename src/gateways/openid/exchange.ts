import * as openid from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import type { Discovery } from './discovery.ts'
import type { PendingLogIn } from './pending-log-in.ts'
import { refusalFrom } from './refusals.ts'

const MAX_CALLBACK_LENGTH = 8192

/** A new log-in, and the parameters by which the provider's answer will be known as its own. */
export async function newLogIn() {
  const pending: PendingLogIn = {
    state: openid.randomState(),
    nonce: openid.randomNonce(),
    codeVerifier: openid.randomPKCECodeVerifier(),
  }
  const parameters = {
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(pending.codeVerifier),
    code_challenge_method: 'S256',
  }
  return { pending, parameters }
}

/** What the provider has answered. */
interface Tokens {
  claims: openid.IDToken
  /** The claims, and the scopes that were granted as claims of their own. */
  granted: object
  accessToken: string
  configuration: openid.Configuration
}

/**
 * Exchanges the code of a callback for tokens and reads from them who logged in. Only the query of the callback is used,
 * because its host and protocol can be forged. Throws only LogInRefused.
 */
export async function exchangeCode<Person>(
  { discovery, redirectUri }: { discovery: Discovery; redirectUri: string },
  pending: PendingLogIn,
  query: URLSearchParams,
  read: (tokens: Tokens) => Person | Promise<Person>,
): Promise<Person> {
  // openid-client skips a check when its expected value is missing.
  if (!pending.state || !pending.nonce || !pending.codeVerifier)
    throw new LogInRefused('refused', 'pending-log-in-incomplete')
  const callback = new URL(redirectUri)
  callback.search = query.toString()
  if (callback.search.length > MAX_CALLBACK_LENGTH) throw new LogInRefused('refused', 'answer-too-long')
  const configuration = await discovery.configuration()
  try {
    const tokens = await openid.authorizationCodeGrant(configuration, callback, {
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.codeVerifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new LogInRefused('refused', 'id-token-missing')
    const scopes = tokens.scope?.split(' ') ?? []
    const granted = { ...claims, ...Object.fromEntries(scopes.map(scope => [scope, true])) }
    return await read({ claims, granted, accessToken: tokens.access_token, configuration })
  } catch (error) {
    throw refusalFrom(error)
  }
}
