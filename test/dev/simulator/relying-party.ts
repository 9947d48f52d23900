import assert from 'node:assert/strict'
import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify, SignJWT } from 'jose'
import { type Simulator, startSimulator } from '../../../src/dev/simulator/simulator.ts'
import { Browser } from './browser.ts'

export const PORTAL = 'http://localhost:65000'
export const callbackOf = (portalUrl: string) => `${portalUrl}/patient-portal/log-in/callback`
export const CALLBACK = callbackOf(PORTAL)
export const VTR = '["P9.Cp.Cd","P9.Cp.Ck","P9.Cm"]'
export const ADA = person('9000000009', 'Ada', 'Example', '1980-02-03')
export const BO = person('9000000017', 'Bo', "O'Test<b>", '1991-12-31')

export const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })

type Claims = Record<string, unknown>
type Parameters = Record<string, string | undefined>

export async function startForTest(portalUrl = PORTAL): Promise<Simulator> {
  return startSimulator({
    port: 0,
    portalUrl,
    clientId: 'patient-portal',
    clientPublicKey: keys.publicKey.export({ format: 'jwk' }),
    people: [ADA, BO],
  })
}

/** An authorize request as the portal should make it, but for the changes given; undefined leaves one out. */
export function authorizeUrl(simulator: Simulator, changes: Parameters = {}): URL {
  const parameters = {
    client_id: 'patient-portal',
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid profile',
    state: 'the-state',
    nonce: 'the-nonce',
    vtr: VTR,
    ...changes,
  }
  const sent = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return new URL(`${simulator.issuer}/authorize?${new URLSearchParams(sent)}`)
}

/** Opens the log-in page and presses a person's button; gives where the browser is then sent. */
export async function logIn(
  simulator: Simulator,
  { browser = new Browser(), who = ADA, outcome = 'success', changes = {} as Parameters } = {},
): Promise<URL> {
  const { url, page } = await browser.follow(authorizeUrl(simulator, changes))
  assert.match((await page?.text()) ?? `sent on to ${url}`, /Choose who to log in as/)
  return (await browser.follow(url, { person: who.nhsNumber, outcome })).url
}

/** A client assertion as the portal should make it, but for the changes given. */
export function clientAssertion(
  simulator: Simulator,
  claims: Claims = {},
  { alg = 'RS512', key = keys.privateKey as KeyObject } = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const usual = {
    iss: 'patient-portal',
    sub: 'patient-portal',
    aud: `${simulator.issuer}/token`,
    jti: randomUUID(),
  }
  return new SignJWT({ ...usual, iat: now, exp: now + 60, ...claims }).setProtectedHeader({ alg }).sign(key)
}

export async function exchange(
  simulator: Simulator,
  code: string,
  assertion?: string,
  changes: Parameters = {},
) {
  const parameters = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: CALLBACK,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion ?? (await clientAssertion(simulator)),
    ...changes,
  }
  const sent = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const response = await fetch(`${simulator.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams(sent),
  })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

/** The claims of the ID token that a callback's code is worth, once its signature has been checked. */
export async function idTokenOf(simulator: Simulator, callback: URL) {
  const code = callback.searchParams.get('code') ?? ''
  const here = { redirect_uri: callback.origin + callback.pathname }
  const { status, body } = await exchange(simulator, code, undefined, here)
  assert.equal(status, 200, JSON.stringify(body))
  const jwks = createRemoteJWKSet(new URL(`${simulator.issuer}/.well-known/jwks.json`))
  return (await jwtVerify(body.id_token ?? '', jwks, { algorithms: ['RS512'] })).payload
}

function person(nhsNumber: string, givenName: string, familyName: string, birthDate: string) {
  return { nhsNumber, givenName, familyName, birthDate, interest: 'made up' }
}
