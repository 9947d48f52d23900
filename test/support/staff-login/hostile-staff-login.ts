import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { jwtVerify } from 'jose'
import { metadata, oauthError, outage, send, spoiled } from '../nhs-login/hostile-answers.ts'
import { clientKey, providerKey, signIdToken } from '../nhs-login/hostile-id-token.ts'
import type { Misbehaviour } from '../nhs-login/misbehaviours.ts'

/** A role as NHS CIS2 Authentication describes it. */
export interface NationalRole {
  org_code: string
  person_roleid: string
  role_code: string
}

export interface TestStaff {
  id: string
  name: string
  roles: readonly NationalRole[]
}

/** What /authorize was asked, kept under the code or the access token until it is used. */
interface Grant {
  person: TestStaff
  redirectUri: string
  nonce: string
  challenge: string
}

export const BOOKING_CODE = 'S8000:G8000:R8008'

/** One role of these tests at a trust. `code` is that of the booking team unless said. */
export function roleAt(trustOdsCode: string, code = BOOKING_CODE): NationalRole {
  return { org_code: trustOdsCode, person_roleid: `${trustOdsCode}-${code}`, role_code: code }
}

/** NHS CIS2 Authentication in this process: honest, strict and without screens, until `misbehaviour` is set. */
export class HostileStaffLogin {
  readonly clientId = 'portal-under-test'
  readonly clientPrivateKeyPem = clientKey.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  person: TestStaff = { id: '555000000001', name: 'Canary Staff', roles: [roleAt('RFF')] }
  misbehaviour: Misbehaviour = 'none'
  /** What its ID token, and what its user-info says instead; undefined leaves a claim out. */
  idToken: Record<string, unknown> = {}
  userInfo: Record<string, unknown> = {}
  readonly algorithms = ['RS256']
  authorizationEndpoint: undefined
  readonly received: { path: string; parameters: URLSearchParams }[] = []
  readonly #server: Server
  readonly #host: string
  readonly #grants = new Map<string, Grant>()

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
  static async start(host = '127.0.0.1'): Promise<HostileStaffLogin> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return new HostileStaffLogin(server, host)
  }

  get issuer(): string {
    return `http://${this.#host}:${(this.#server.address() as AddressInfo).port}`
  }

  /** Honest again. */
  behave(): void {
    Object.assign(this, { misbehaviour: 'none', idToken: {}, userInfo: {} })
  }

  /** Follows a portal's redirect, as a browser would: the callback it is sent to. Throws what the portal did wrong. */
  async answerTo(authorizeUrl: URL | string): Promise<URL> {
    const response = await fetch(authorizeUrl, { redirect: 'manual' })
    const callback = response.headers.get('location')
    return new URL(callback ?? assert.fail(`The provider refused the request: ${await response.text()}`))
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
        return send(response, 200, {
          ...metadata(this, this.misbehaviour),
          userinfo_endpoint: `${this.issuer}/userinfo`,
        })
      case '/.well-known/jwks.json':
        return send(response, 200, {
          keys: [{ ...providerKey.publicKey.export({ format: 'jwk' }), kid: providerKey.kid }],
        })
      case '/authorize':
        return response.writeHead(302, { location: this.#authorize(parameters).href }).end()
      case '/token':
        return send(response, 200, await this.#token(parameters))
      case '/userinfo':
        return send(response, 200, this.#userInfoFor(request.headers.authorization))
      default:
        return send(response, 404, {})
    }
  }

  #authorize(asked: URLSearchParams): URL {
    const [state, nonce, redirectUri, challenge] = ['state', 'nonce', 'redirect_uri', 'code_challenge'].map(
      name => asked.get(name) ?? '',
    )
    assert(state && nonce && redirectUri && !redirectUri.includes('?') && challenge, 'a parameter is missing')
    assert.equal(asked.get('response_type'), 'code')
    assert.equal(asked.get('client_id'), this.clientId)
    assert.equal(asked.get('prompt'), 'login')
    assert.equal(asked.get('code_challenge_method'), 'S256')
    assert.equal(asked.get('acr_values'), 'AAL2_OR_AAL3_ANY')
    assert.equal(asked.get('scope'), 'openid profile nhsperson nationalrbacaccess')
    const code = `code-${randomUUID()}`
    this.#grants.set(code, { person: this.person, redirectUri, nonce, challenge })
    const callback = new URL(redirectUri)
    callback.search = new URLSearchParams(spoiled({ code, state }, this.misbehaviour)).toString()
    return callback
  }

  async #token(form: URLSearchParams) {
    assert.equal(form.get('grant_type'), 'authorization_code')
    await this.#checkAssertion(form.get('client_assertion') ?? '')
    const code = form.get('code') ?? ''
    const grant = this.#grants.get(code)
    this.#grants.delete(code)
    assert(grant, 'invalid_grant: code unknown or used')
    assert.equal(form.get('redirect_uri'), grant.redirectUri)
    const verifier = form.get('code_verifier') ?? ''
    assert.equal(createHash('sha256').update(verifier).digest('base64url'), grant.challenge, 'code_verifier')
    const accessToken = `access-token-canary-${randomUUID()}`
    this.#grants.set(accessToken, grant)
    const iat = Math.floor(Date.now() / 1000)
    const claims = {
      iss: this.issuer,
      aud: this.clientId,
      sub: grant.person.id,
      nonce: grant.nonce,
      iat,
      exp: iat + 3600,
      auth_time: iat,
      acr: 'AAL3_ANY',
      id_assurance_level: 3,
      authentication_assurance_level: '3',
      ...this.idToken,
    }
    return {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: 300,
      id_token: await signIdToken(claims, providerKey, this.misbehaviour, 'RS256'),
      ...(this.misbehaviour === 'delegation-scope' && { scope: 'openid delegation' }),
    }
  }

  async #checkAssertion(assertion: string): Promise<void> {
    await jwtVerify(assertion, clientKey.publicKey, {
      algorithms: ['RS256'],
      issuer: this.clientId,
      subject: this.clientId,
      audience: `${this.issuer}/token`,
      requiredClaims: ['exp', 'jti'],
    }).catch(error => assert.fail(`invalid_client: ${error}`))
  }

  #userInfoFor(authorization = '') {
    const grant = this.#grants.get(authorization.replace(/^Bearer /, ''))
    assert(grant, 'the access token is unknown')
    const { id, name, roles } = grant.person
    return { sub: id, uid: id, display_name: name, nhsid_nrbac_roles: roles, ...this.userInfo }
  }
}
