import { randomUUID } from 'node:crypto'
import { ZodError } from 'zod'
import type { AggregatorClient } from './access-tokens.ts'
import { type Listed, listedFrom } from './listed.ts'
import type { SimulatedPerson } from './options.ts'

/** Milliseconds after which the aggregator gives a portal up. */
const WAIT_TIMEOUT = 10_000

export type Answer = { appointments: Listed[]; problem?: never } | { appointments?: never; problem: string }

interface Calls {
  portalUrl: string
  tokenUrl: string
  client: AggregatorClient
  /** NHS login's word for who uses the NHS App. */
  idTokenOf(person: SimulatedPerson): Promise<string>
}

/** The Patient Care Aggregator: asks the portal for a person's appointments, and drops the whole answer for one fault. */
export class Aggregator {
  readonly #calls: Calls
  #token: { value: string; until: number } | undefined

  constructor(calls: Calls) {
    this.#calls = calls
  }

  async appointmentsOf(person: SimulatedPerson): Promise<Answer> {
    try {
      const response = await fetch(this.#searchFor(person), {
        headers: {
          Authorization: `Bearer ${await this.#accessToken()}`,
          'NHSD-ID-Token': await this.#calls.idTokenOf(person),
          'X-Correlation-ID': randomUUID(),
          Accept: 'application/fhir+json',
        },
        redirect: 'error',
        signal: AbortSignal.timeout(WAIT_TIMEOUT),
      })
      const answer: unknown = await response.json()
      if (response.status !== 200) return { problem: `http-${response.status}: ${diagnosticsOf(answer)}` }
      return { appointments: listedFrom(answer, Temporal.Now.instant()) }
    } catch (error) {
      return { problem: problemOf(error) }
    }
  }

  #searchFor({ nhsNumber }: SimulatedPerson): URL {
    const url = new URL(`${this.#calls.portalUrl}/FHIR/R4/Appointment`)
    url.searchParams.set('patient:identifier', `https://fhir.nhs.uk/Id/nhs-number|${nhsNumber}`)
    return url
  }

  /** Kept until a minute before it ends. */
  async #accessToken(): Promise<string> {
    if (this.#token && this.#token.until > Date.now()) return this.#token.value
    const { client, tokenUrl } = this.#calls
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

/** As the aggregator reports it to the NHS App. */
function problemOf(error: unknown): string {
  if (error instanceof ZodError) return `structure: ${error.issues[0]?.path.join('.')}`
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout'
  return 'exception'
}

function diagnosticsOf(answer: unknown): string {
  const { issue } = answer as { issue?: { diagnostics?: string }[] }
  return issue?.[0]?.diagnostics ?? ''
}
