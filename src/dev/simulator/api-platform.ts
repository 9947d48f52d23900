import { createPublicKey, randomUUID, type webcrypto } from 'node:crypto'
import express, { type RequestHandler, type Router } from 'express'
import { decodeProtectedHeader, jwtVerify } from 'jose'

export interface SimulatedWayfinderOptions {
  /** The portal's application on the API platform, and the public key for its signatures. */
  apiKey: string
  keyId: string
  publicKey: { kty?: string; n?: string; e?: string }
  reportingClientId: string
  recordKey: string
  recordClientId: string
}

const MAX_SECONDS = 300
const TOKEN_SECONDS = 599

/** The API platform's token endpoint, for application-restricted access with a signed JWT. */
export class ApiPlatform {
  readonly router: Router = express.Router()
  readonly #options: SimulatedWayfinderOptions
  readonly #tokens = new Map<string, number>()
  readonly #used = new Set<string>()
  /** How many tokens were issued. */
  issuedCount = 0

  constructor(options: SimulatedWayfinderOptions) {
    this.#options = options
    this.router.post('/oauth2/token', express.urlencoded({ extended: false }), async (req, res) => {
      const error = await this.#faultOf(req.body ?? {}, `http://${req.get('host')}/oauth2/token`)
      if (error) return res.status(error === 'invalid_request' ? 400 : 401).json({ error })
      const token = randomUUID()
      this.#tokens.set(token, Date.now() + TOKEN_SECONDS * 1000)
      this.issuedCount++
      // The real platform sends the seconds as a string.
      res.json({ access_token: token, expires_in: String(TOKEN_SECONDS), token_type: 'Bearer' })
    })
  }

  /** Revokes all tokens issued so far. */
  revokeTokens(): void {
    this.#tokens.clear()
  }

  readonly protect: RequestHandler = (req, res, next) => {
    const token = /^Bearer (\S+)$/.exec(req.get('Authorization') ?? '')?.[1] ?? ''
    if ((this.#tokens.get(token) ?? 0) > Date.now()) return next()
    const detail = { errorcode: 'keymanagement.service.invalid_access_token' }
    res.status(401).json({ fault: { faultstring: 'Invalid Access Token', detail } })
  }

  async #faultOf(body: Record<string, unknown>, tokenUrl: string): Promise<string | undefined> {
    const { grant_type: grant, client_assertion_type: type, client_assertion: assertion } = body
    if (grant !== 'client_credentials') return 'unsupported_grant_type'
    if (type !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') return 'invalid_request'
    try {
      const { apiKey, keyId, publicKey } = this.#options
      const jwt = String(assertion)
      const { kid, typ } = decodeProtectedHeader(jwt)
      if (kid !== keyId || typ !== 'JWT') return 'invalid_client'
      const key = createPublicKey({ key: publicKey as webcrypto.JsonWebKey, format: 'jwk' })
      const { payload } = await jwtVerify(jwt, key, {
        algorithms: ['RS512'],
        issuer: apiKey,
        subject: apiKey,
        audience: tokenUrl,
        requiredClaims: ['jti', 'exp'],
      })
      const { jti = '', exp = 0 } = payload
      if (exp - Date.now() / 1000 > MAX_SECONDS || this.#used.has(jti)) return 'invalid_client'
      this.#used.add(jti)
      return undefined
    } catch {
      return 'invalid_client'
    }
  }
}
