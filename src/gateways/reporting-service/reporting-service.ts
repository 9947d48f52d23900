import { NoResponse, post, type ServiceResponse } from '../post.ts'
import { retryAfterStatus, retryWithoutResponse, type SendResult } from '../send-result.ts'
import { AccessTokens, type TokenSettings } from './access-tokens.ts'

export interface ReportingServiceSettings extends Omit<TokenSettings, 'timeoutSeconds'> {
  /** With its path, without a trailing slash. */
  url: string
  /** Issued by Wayfinder. */
  clientId: string
  /** Default 20 (WF-NFR-MI-02). */
  timeoutSeconds?: number
}

/** An event in the service's format: values by field name. */
export type WayfinderEvent = Readonly<Record<string, string | boolean>>

/** The Wayfinder Reporting Service (specification v2.6.2). */
export class ReportingService {
  readonly #settings: ReportingServiceSettings
  readonly #timeoutSeconds: number
  readonly #tokens: AccessTokens

  /** Throws for invalid settings. Makes no network request. */
  constructor(settings: ReportingServiceSettings) {
    this.#settings = settings
    this.#timeoutSeconds = settings.timeoutSeconds ?? 20
    this.#tokens = new AccessTokens({ ...settings, timeoutSeconds: this.#timeoutSeconds })
  }

  /** Sends a batch. After a timeout it sends the batch once more. Never rejects. */
  async send(
    events: readonly WayfinderEvent[],
    correlationId: string,
    signal?: AbortSignal,
  ): Promise<SendResult> {
    let token: string
    try {
      token = await this.#tokens.get(signal)
    } catch {
      return { outcome: 'retry', reason: 'no-token' }
    }
    try {
      const response = await this.#post(JSON.stringify(events), token, correlationId, signal)
      return this.#resultOf(response, events.length)
    } catch (error) {
      if (error instanceof NoResponse) return retryWithoutResponse(error)
      throw error
    }
  }

  async #post(
    body: string,
    token: string,
    correlationId: string,
    signal: AbortSignal | undefined,
  ): Promise<ServiceResponse> {
    const { url, clientId } = this.#settings
    const headers = {
      Authorization: `Bearer ${token}`,
      'X-Correlation-ID': correlationId,
      'client-id': clientId,
    }
    const attempt = () => post(`${url}/`, { headers, body, timeoutSeconds: this.#timeoutSeconds, signal })
    return attempt().catch(error => {
      if (error instanceof NoResponse && error.reason === 'timed-out') return attempt()
      throw error
    })
  }

  #resultOf(response: ServiceResponse, sentCount: number): SendResult {
    const { status, body } = response
    if (status === 200) return { outcome: 'accepted', reason: 'status-200' }
    if (status === 400 || status === 413)
      return { outcome: 'refused', reason: `status-${status}`, faulty: faultyIndexes(sentCount, body) }
    if (status === 401) this.#tokens.discard()
    return retryAfterStatus(response)
  }
}

/** Reads only the index from "validation error for {event-name} event at index [{index}]: …". */
function faultyIndexes(sentCount: number, body: unknown): number[] {
  const { message } = Object(body) as { message?: unknown }
  const index = Number(/\bat index \[?(\d{1,6})\b/.exec(String(message).slice(0, 500))?.[1] ?? Number.NaN)
  return index < sentCount ? [index] : []
}
