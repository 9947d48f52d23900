import type { ServerResponse } from 'node:http'
import { authorizeErrors, type Misbehaviour } from './misbehaviours.ts'

type Pairs = [name: string, value: string][]

/** Words of the provider that must reach no page, log or error. */
export const wordsOfTheProvider = 'Canary words of the provider'

interface Provider {
  issuer: string
  algorithms: string[]
  authorizationEndpoint: string | undefined
}

/** NHS login's discovery document: no more than the real one offers, so nothing about PKCE or logging out. */
export function metadata(
  { issuer, algorithms, authorizationEndpoint }: Provider,
  misbehaviour: Misbehaviour,
) {
  const endpoints = {
    authorization_endpoint: authorizationEndpoint ?? `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
  }
  return {
    issuer: misbehaviour === 'discovery-wrong-issuer' ? 'https://auth.example.com' : issuer,
    ...(misbehaviour !== 'discovery-no-endpoints' && endpoints),
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: algorithms,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS512'],
  }
}

/** The query /authorize answers with, as the misbehaviour has it. */
export function spoiled(
  honest: { state: string; code?: string; error?: string },
  misbehaviour: Misbehaviour,
): Pairs {
  const pairs: Pairs = Object.entries(honest)
  const without = (name: string) => pairs.filter(([key]) => key !== name)
  switch (misbehaviour) {
    case 'wrong-state':
      return [...without('state'), ['state', 'of-another-browser']]
    case 'no-state':
      return without('state')
    case 'two-states':
      return [...pairs, ['state', honest.state]]
    case 'no-code':
      return without('code')
    case 'two-codes':
      return [...pairs, ['code', 'another']]
    case 'wrong-code':
      return [...without('code'), ['code', 'never-given']]
    case 'long-code':
      return [...without('code'), ['code', 'a'.repeat(12_000)]]
    case 'hybrid-answer':
      return [...pairs, ['id_token', 'e30.e30.e30']]
    case 'error-with-wrong-state':
      return Object.entries({ error: 'access_denied', error_description: 'ConsentNotGiven', state: 'forged' })
    default:
      return misbehaviour in authorizeErrors
        ? errorAnswer(honest.state, misbehaviour as keyof typeof authorizeErrors)
        : pairs
  }
}

function errorAnswer(state: string, misbehaviour: keyof typeof authorizeErrors): Pairs {
  const words = misbehaviour === 'consent-not-given' ? 'ConsentNotGiven' : wordsOfTheProvider
  return Object.entries({ error: authorizeErrors[misbehaviour].error, error_description: words, state })
}

/** Whether this request meets an outage or a refusal, and is dealt with. */
export function outage(path: string, misbehaviour: Misbehaviour, response: ServerResponse): boolean {
  const page = path.endsWith('openid-configuration')
    ? 'discovery'
    : path.endsWith('jwks.json')
      ? 'jwks'
      : path.slice(1)
  switch (misbehaviour.startsWith(`${page}-`) && misbehaviour.slice(page.length + 1)) {
    case '500':
      send(response, 500, { error: 'server_error', error_description: wordsOfTheProvider })
      return true
    case 'busy':
      send(response, 429, {})
      return true
    case 'strange-error':
      send(response, 400, { error: wordsOfTheProvider, error_description: wordsOfTheProvider })
      return true
    case 'no-json':
      response.end('<h1>Maintenance</h1>')
      return true
    case 'timeout':
      return true
    case 'stalls':
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"id_token":"')
      return true
    case 'hangs-up':
      response.destroy()
      return true
    case 'endless':
      response.writeHead(200, { 'content-type': 'application/json' }).end(`"${'a'.repeat(1_000_000)}"`)
      return true
    default:
      return false
  }
}

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

/** What went wrong may start with the code to answer. */
export const oauthError = (error: Error) =>
  /^invalid_(grant|client)/.exec(error.message)?.[0] ?? 'invalid_request'
