import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { metadata, oauthError, outage, send, spoiled } from './hostile-answers.ts'
import {
  clientKey,
  honestClaims,
  newKeyPair,
  providerKey,
  type SigningKey,
  signIdToken,
  type TestPerson,
} from './hostile-id-token.ts'
import type { Misbehaviour } from './misbehaviours.ts'

/** What /authorize was asked, kept under the code until it is used. */
interface Grant {
  person: TestPerson
  redirectUri: string
  nonce: string
  challenge: string | null
}

/**
 * NHS login in this process: honest, strict and without screens, until `misbehaviour` is set. /authorize answers at
 * once for `person`; a portal's own mistake is answered with 400 and what it was.
 */
export class HostileNhsLogin {
  readonly clientId = 'portal-under-test'
  readonly clientPrivateKeyPem = clientKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  person: TestPerson = { nhsNumber: '9434765919', birthDate: '1985-02-28', familyName: 'Canary' }
  misbehaviour: Misbehaviour = 'none'
  /** In seconds. NHS login does not always send one. */
  authTime?: number | undefined
  keysFail = false
  /** Where its pages are, when they are not where the issuer is. They lead a visitor on with {@link answerTo}. */
  authorizationEndpoint: string | undefined
  /** What it says it may sign ID tokens with. */
  algorithms = ['RS512']
  /** Every request, oldest first. */
  readonly received: { path: string; parameters: URLSearchParams }[] = []
  readonly #server: Server
  readonly #host: string
  readonly #grants = new Map<string, Grant>()
  readonly #used = new Set<string>()
  #key: SigningKey = providerKey

  private constructor(server: Server, host: string) {
    this.#server = server
    this.#host = host
    server.on('request', (request, response) => {
      this.#answer(request, response).catch(error =>
        send(response, 400, { error: oauthError(error), error_description: String(error) }),
      )
    })
  }

  /** Settings allow plain http for `localhost` only. */
  static async start(host = '127.0.0.1'): Promise<HostileNhsLogin> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return new HostileNhsLogin(server, host)
  }

  get issuer(): string {
    return `http://${this.#host}:${(this.#server.address() as AddressInfo).port}`
  }

  /** Follows a portal's redirect, as a browser would: the callback it is sent to. Throws what the portal did wrong. */
  async answerTo(authorizeUrl: URL | string): Promise<URL> {
    const response = await fetch(authorizeUrl, { redirect: 'manual' })
    const callback = response.headers.get('location')
    return new URL(callback ?? assert.fail(`NHS login refused the request: ${await response.text()}`))
  }

  /** What the NHS App puts in its link: good for one use. */
  newAssertedLoginIdentity(claims: JWTPayload = {}): Promise<string> {
    return new SignJWT({ code: randomUUID(), jti: randomUUID(), ...claims })
      .setProtectedHeader({ alg: 'RS512' })
      .setIssuer('nhs-app')
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(clientKey.privateKey)
  }

  /** Signs with a new key from now on, and publishes no other. */
  rotateKey(): void {
    this.#key = newKeyPair()
  }

  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve))
    this.#server.closeAllConnections()
    await closed
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', this.issuer)
    const parameters = request.method === 'POST' ? new URLSearchParams(await text(request)) : searchParams
    this.received.push({ path, parameters })
    if (outage(path, this.misbehaviour, response)) return
    switch (path) {
      case '/.well-known/openid-configuration':
        return send(response, 200, metadata(this, this.misbehaviour))
      case '/.well-known/jwks.json':
        if (this.keysFail) return send(response, 500, {})
        return send(response, 200, {
          keys: [{ ...this.#key.publicKey.export({ format: 'jwk' }), kid: this.#key.kid }],
        })
      case '/authorize':
        return response.writeHead(302, { location: this.#authorize(parameters).href }).end()
      case '/token':
        return send(response, 200, await this.#token(parameters))
      default:
        return send(response, 404, {})
    }
  }

  #authorize(asked: URLSearchParams): URL {
    const [state, nonce, redirectUri] = ['state', 'nonce', 'redirect_uri'].map(name => asked.get(name) ?? '')
    assert(state && nonce && redirectUri && !redirectUri.includes('?'), 'state, nonce or redirect_uri')
    assert.equal(asked.get('response_type'), 'code')
    assert.equal(asked.get('client_id'), this.clientId)
    assert.deepEqual(asked.get('scope')?.split(' ').toSorted(), ['openid', 'profile'])
    assert.deepEqual(JSON.parse(asked.get('vtr') ?? ''), ['P9.Cp.Cd', 'P9.Cp.Ck', 'P9.Cm'])
    const challenge = asked.get('code_challenge')
    if (challenge) assert.equal(asked.get('code_challenge_method'), 'S256')
    const asserted = asked.get('asserted_login_identity')
    if (asserted) assert.equal(asked.get('prompt'), 'none', 'prompt with asserted_login_identity')
    const code = `code-${randomUUID()}`
    this.#grants.set(code, { person: { ...this.person }, redirectUri, nonce, challenge })
    const callback = new URL(redirectUri)
    const loggedInAlready = asserted && this.#isFirstUse(asserted)
    const answer =
      asked.get('prompt') === 'none' && !loggedInAlready ? { error: 'sso_login_required' } : { code }
    callback.search = new URLSearchParams(spoiled({ ...answer, state }, this.misbehaviour)).toString()
    return callback
  }

  /** Throws what the portal did wrong. */
  async #token(form: URLSearchParams) {
    assert.equal(form.get('grant_type'), 'authorization_code')
    assert.match(
      form.get('client_assertion_type') ?? '',
      /^urn:ietf:params:oauth:client-assertion-type:jwt-bearer$/,
    )
    await this.#checkAssertion(form.get('client_assertion') ?? '')
    const code = form.get('code') ?? ''
    const grant = this.#grants.get(code)
    this.#grants.delete(code)
    assert(grant, 'invalid_grant: code unknown or used')
    assert.equal(form.get('redirect_uri'), grant.redirectUri)
    if (grant.challenge) {
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      assert.equal(challenge, grant.challenge, 'code_verifier')
    }
    const idToken = await signIdToken(this.#claims(grant), this.#key, this.misbehaviour)
    const tokens = {
      access_token: 'access-token-canary',
      token_type: 'bearer',
      expires_in: 300,
      id_token: idToken,
    }
    return this.misbehaviour === 'delegation-scope' ? { ...tokens, scope: 'openid delegation' } : tokens
  }

  async #checkAssertion(assertion: string): Promise<void> {
    const { payload } = await jwtVerify(assertion, clientKey.publicKey, {
      algorithms: ['RS512'],
      issuer: this.clientId,
      subject: this.clientId,
      audience: `${this.issuer}/token`,
      requiredClaims: ['exp', 'jti'],
    }).catch(error => assert.fail(`invalid_client: ${error}`))
    assert((payload.exp ?? Infinity) <= Date.now() / 1000 + 62, 'assertion lives for more than 60 seconds')
    assert(this.#isFirstUse(payload.jti ?? ''), 'assertion used before')
  }

  #isFirstUse(once: string): boolean {
    const isFirst = !this.#used.has(once)
    this.#used.add(once)
    return isFirst
  }

  #claims({ person, nonce }: Grant): JWTPayload {
    const jti = this.misbehaviour === 'reused-jti' ? 'the-same-again' : randomUUID()
    return honestClaims(person, {
      iss: this.issuer,
      aud: this.clientId,
      jti,
      nonce,
      auth_time: this.authTime,
    })
  }
}
