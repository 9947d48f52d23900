import * as openid from 'openid-client'
import type { Clock } from '../../shared/clock.ts'
import { clientKey } from '../client-key.ts'
import { readText } from '../post.ts'

export interface TokenSettings {
  tokenUrl: string
  /** The API key of our application, which is both issuer and subject of what we sign. */
  apiKey: string
  /** The id under which our public key is registered. */
  keyId: string
  /** PEM. */
  privateKey: string
  clock: Clock
  /** The longest wait for a token. */
  timeoutSeconds: number
}

/** So that no token runs out on its way. */
const MARGIN = Temporal.Duration.from({ seconds: 30 })

/** Access tokens of the API platform for a signed JWT: one is asked for when needed, and kept until it runs out. */
export class AccessTokens {
  readonly #configuration: openid.Configuration
  readonly #clock: Clock
  #stop: AbortSignal | undefined
  #kept: { token: string; until: Temporal.Instant } | undefined

  /** Throws when a setting cannot work. */
  constructor({ tokenUrl, apiKey, keyId, privateKey, clock, timeoutSeconds }: TokenSettings) {
    this.#clock = clock
    const server = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl }
    this.#configuration = new openid.Configuration(server, apiKey, undefined, clientKey(privateKey, keyId))
    this.#configuration.timeout = timeoutSeconds
    this.#configuration[openid.customFetch] = async (url, options) => {
      const signals = [options.signal, this.#stop].filter(signal => signal !== undefined && signal !== null)
      const response = await fetch(url, { ...(options as RequestInit), signal: AbortSignal.any(signals) })
      return new Response(await readText(response), { status: response.status, headers: response.headers })
    }
    // Settings refuse http but on this machine.
    if (tokenUrl.startsWith('http:')) openid.allowInsecureRequests(this.#configuration)
  }

  /** Rejects with whatever openid-client met; nothing of it may be logged but its kind. One at a time. */
  async get(stop?: AbortSignal): Promise<string> {
    this.#stop = stop
    const now = this.#clock.now()
    if (this.#kept && Temporal.Instant.compare(now, this.#kept.until) < 0) return this.#kept.token
    const { access_token: token, expires_in: seconds = 0 } = await openid.clientCredentialsGrant(
      this.#configuration,
    )
    this.#kept = { token, until: now.add({ seconds: Math.trunc(seconds) }).subtract(MARGIN) }
    return token
  }

  /** The token was not accepted: the next one is new. */
  forget(): void {
    this.#kept = undefined
  }
}
