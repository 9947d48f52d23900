import { type Answer, post, Unanswered } from '../post.ts'
import { later, type Sending, unanswered } from '../sending.ts'
import { AccessTokens, type TokenSettings } from './access-tokens.ts'

export interface ReportingServiceSettings extends Omit<TokenSettings, 'timeoutSeconds'> {
  /** With its path, and without a slash at the end. */
  url: string
  /** Issued by Wayfinder. */
  clientId: string
  /** WF-NFR-MI-02; 20 unless a test says otherwise. */
  timeoutSeconds?: number
}

/** An event as the service takes it: its fields by name. */
export type WayfinderEvent = Readonly<Record<string, string | boolean>>

/** The Wayfinder Reporting Service (specification v2.6.2). */
export class ReportingService {
  readonly #settings: ReportingServiceSettings
  readonly #seconds: number
  readonly #tokens: AccessTokens

  /** Throws when a setting cannot work. Reaches for nothing. */
  constructor(settings: ReportingServiceSettings) {
    this.#settings = settings
    this.#seconds = settings.timeoutSeconds ?? 20
    this.#tokens = new AccessTokens({ ...settings, timeoutSeconds: this.#seconds })
  }

  /** Sends a batch, once more if no answer comes in time. Never rejects. */
  async send(
    events: readonly WayfinderEvent[],
    correlationId: string,
    signal?: AbortSignal,
  ): Promise<Sending> {
    let token: string
    try {
      token = await this.#tokens.get(signal)
    } catch {
      return { outcome: 'later', reason: 'no-token' }
    }
    try {
      return this.#read(await this.#post(JSON.stringify(events), token, correlationId, signal), events.length)
    } catch (error) {
      if (error instanceof Unanswered) return unanswered(error)
      throw error
    }
  }

  async #post(
    body: string,
    token: string,
    correlationId: string,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const { url, clientId } = this.#settings
    const headers = {
      Authorization: `Bearer ${token}`,
      'X-Correlation-ID': correlationId,
      'client-id': clientId,
    }
    const once = () => post(`${url}/`, { headers, body, seconds: this.#seconds, signal })
    return once().catch(error => {
      if (error instanceof Unanswered && error.reason === 'timed-out') return once()
      throw error
    })
  }

  #read(answer: Answer, sent: number): Sending {
    const { status, body } = answer
    if (status === 200) return { outcome: 'accepted', reason: 'status-200' }
    if (status === 400 || status === 413)
      return { outcome: 'refused', reason: `status-${status}`, faulty: faultyAmong(sent, body) }
    if (status === 401) this.#tokens.forget()
    return later(answer)
  }
}

/** "validation error for {event-name} event at index [{index}]: …": nothing else of it is looked at. */
function faultyAmong(sent: number, body: unknown): number[] {
  const { message } = Object(body) as { message?: unknown }
  const index = Number(/\bat index \[?(\d{1,6})\b/.exec(String(message).slice(0, 500))?.[1] ?? Number.NaN)
  return index < sent ? [index] : []
}
