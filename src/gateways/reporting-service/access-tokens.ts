import * as openid from 'openid-client'
import type { Clock } from '../../shared/clock.ts'
import { clientKey } from '../client-key.ts'
import { readText } from '../post.ts'

export interface TokenSettings {
  tokenUrl: string
  /** The API key of our application: the issuer and subject of the JWT that we sign. */
  apiKey: string
  /** The id of our registered public key. */
  keyId: string
  /** PEM. */
  privateKey: string
  clock: Clock
  timeoutSeconds: number
}

/** A token is replaced this long before it expires, so that it cannot expire in transit. */
const EXPIRY_MARGIN = Temporal.Duration.from({ seconds: 30 })

/** Requests access tokens from the API platform with a signed JWT, and caches the current one. */
export class AccessTokens {
  readonly #configuration: openid.Configuration
  readonly #clock: Clock
  #signal: AbortSignal | undefined
  #cached: { token: string; expiresAt: Temporal.Instant } | undefined

  /** Throws for invalid settings. */
  constructor({ tokenUrl, apiKey, keyId, privateKey, clock, timeoutSeconds }: TokenSettings) {
    this.#clock = clock
    const server = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl }
    this.#configuration = new openid.Configuration(server, apiKey, undefined, clientKey(privateKey, keyId))
    this.#configuration.timeout = timeoutSeconds
    this.#configuration[openid.customFetch] = async (url, options) => {
      const signals = [options.signal, this.#signal].filter(signal => signal !== undefined && signal !== null)
      const response = await fetch(url, { ...(options as RequestInit), signal: AbortSignal.any(signals) })
      return new Response(await readText(response), { status: response.status, headers: response.headers })
    }
    // The configuration accepts http only for localhost.
    if (tokenUrl.startsWith('http:')) openid.allowInsecureRequests(this.#configuration)
  }

  /**
   * Returns a valid token. Rejects with an error of openid-client, of which only the type may be logged. Must not be
   * called concurrently.
   */
  async get(signal?: AbortSignal): Promise<string> {
    this.#signal = signal
    const now = this.#clock.now()
    if (this.#cached && Temporal.Instant.compare(now, this.#cached.expiresAt) < 0) return this.#cached.token
    const { access_token: token, expires_in: seconds = 0 } = await openid.clientCredentialsGrant(
      this.#configuration,
    )
    this.#cached = { token, expiresAt: now.add({ seconds: Math.trunc(seconds) }).subtract(EXPIRY_MARGIN) }
    return token
  }

  /** Discards the cached token, after the service rejected it. */
  discard(): void {
    this.#cached = undefined
  }
}
