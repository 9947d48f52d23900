import { randomUUID } from 'node:crypto'
import { ZodError } from 'zod'
import type { AggregatorClient } from './access-tokens.ts'
import { type ListedAppointment, parseAppointments } from './listed.ts'
import type { SimulatedPerson } from './options.ts'

/** Milliseconds the aggregator waits for the portal. */
const WAIT_TIMEOUT = 10_000

export type Answer =
  | { appointments: ListedAppointment[]; problem?: never }
  | { appointments?: never; problem: string }

interface AggregatorOptions {
  portalUrl: string
  tokenUrl: string
  client: AggregatorClient
  /** The ID token that NHS login issued to the NHS App for this person. */
  idTokenOf(person: SimulatedPerson): Promise<string>
}

/**
 * The Patient Care Aggregator. Requests a person's appointments from the portal, and rejects the whole answer for one
 * fault.
 */
export class Aggregator {
  readonly #options: AggregatorOptions
  #token: { value: string; until: number } | undefined

  constructor(options: AggregatorOptions) {
    this.#options = options
  }

  async appointmentsOf(person: SimulatedPerson): Promise<Answer> {
    try {
      const response = await fetch(this.#searchFor(person), {
        headers: {
          Authorization: `Bearer ${await this.#accessToken()}`,
          'NHSD-ID-Token': await this.#options.idTokenOf(person),
          'X-Correlation-ID': randomUUID(),
          Accept: 'application/fhir+json',
        },
        redirect: 'error',
        signal: AbortSignal.timeout(WAIT_TIMEOUT),
      })
      const answer: unknown = await response.json()
      if (response.status !== 200) return { problem: `http-${response.status}: ${diagnosticsOf(answer)}` }
      return { appointments: parseAppointments(answer, Temporal.Now.instant()) }
    } catch (error) {
      return { problem: problemOf(error) }
    }
  }

  #searchFor({ nhsNumber }: SimulatedPerson): URL {
    const url = new URL(`${this.#options.portalUrl}/FHIR/R4/Appointment`)
    url.searchParams.set('patient:identifier', `https://fhir.nhs.uk/Id/nhs-number|${nhsNumber}`)
    return url
  }

  /** Cached until a minute before it expires. */
  async #accessToken(): Promise<string> {
    if (this.#token && this.#token.until > Date.now()) return this.#token.value
    const { client, tokenUrl } = this.#options
    const response = await fetch(tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: client.id,
        client_secret: client.secret,
      }),
      signal: AbortSignal.timeout(WAIT_TIMEOUT),
    })
    const { access_token: value, expires_in: seconds } = (await response.json()) as TokenAnswer
    this.#token = { value, until: Date.now() + (seconds - 60) * 1000 }
    return value
  }
}

interface TokenAnswer {
  access_token: string
  expires_in: number
}

/** The error code that the aggregator sends to the NHS App. */
function problemOf(error: unknown): string {
  if (error instanceof ZodError) return `structure: ${error.issues[0]?.path.join('.')}`
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout'
  return 'exception'
}

function diagnosticsOf(answer: unknown): string {
  const { issue } = answer as { issue?: { diagnostics?: string }[] }
  return issue?.[0]?.diagnostics ?? ''
}
