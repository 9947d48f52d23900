import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Database } from '../../src/database/database.ts'
import { aClinic, anAppointment, aPatient, aSlot, testPerson } from '../support/builders.ts'
import { CookieJar } from '../support/cookie-jar.ts'
import type { TestPerson } from '../support/nhs-login/hostile-id-token.ts'
import type { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'
import { hiddenFields, logInLink } from '../support/page.ts'

export interface Answer {
  status: number
  location: string
  text: string
}

/** Nobody has these NHS numbers in a PAS filled with millions of appointments (`npm run seed -- --appointments`). */
const BEYOND_A_LARGE_POPULATION = 820_000

const connections = new Agent({ keepAlive: true })

/** A patient's browser at its plainest, so that many of them cost this machine little. */
export class Visitor {
  readonly person: TestPerson
  readonly address: string
  /** Addresses of their appointments, each to be cancelled at once. */
  readonly appointments: string[] = []
  readonly #cookies = new CookieJar()

  constructor(index: number) {
    this.person = testPerson(BEYOND_A_LARGE_POPULATION + index)
    this.address = `10.${index >> 8}.${index & 255}.1`
  }

  /** What their browser sends with everything. */
  get headers(): Record<string, string> {
    return { 'X-Forwarded-For': this.address, Cookie: this.#cookies.header }
  }

  ask(url: string, path: string, fields?: Record<string, string | string[]>): Promise<Answer> {
    const body = fields && new URLSearchParams(Object.entries(fields) as [string, string][]).toString()
    const headers = {
      ...this.headers,
      ...(body !== undefined && { 'Content-Type': 'application/x-www-form-urlencoded' }),
    }
    return new Promise((resolve, reject) => {
      const asked = request(url + path, { agent: connections, method: fields ? 'POST' : 'GET', headers })
      asked.on('error', reject).on('response', response => {
        this.#cookies.keep(response.headers['set-cookie'])
        const { statusCode: status = 0, headers } = response
        text(response).then(text => resolve({ status, location: headers.location ?? '', text }), reject)
      })
      asked.end(body)
    })
  }

  /** Opens a page and sends its form. */
  async answer(url: string, path: string, fields: Record<string, string> = {}): Promise<Answer> {
    const page = await this.ask(url, path)
    return this.ask(url, path, { ...hiddenFields(page.text), ...fields })
  }

  /** One after the other: the double of NHS login vouches for one person at a time. */
  async logIn(url: string, nhsLogin: HostileNhsLogin): Promise<void> {
    const page = await this.ask(url, '/patient-portal/log-in')
    const away = await this.ask(url, logInLink(page.text))
    if (away.status !== 303) throw new Error(`Not logged in: ${away.status}`)
    nhsLogin.person = this.person
    const { pathname, search } = await nhsLogin.answerTo(away.location)
    const back = await this.ask(url, pathname + search)
    if (back.location !== '/patient-portal') throw new Error(`Not logged in: ${back.status} ${back.location}`)
  }

  /** All of a cancellation, four requests; answers the last one's status. */
  async cancel(url: string, appointment: string): Promise<number> {
    return (await (await this.askToCancel(url, appointment))()).status
  }

  /** All of a cancellation but its last form, which the function that is returned sends. */
  async askToCancel(url: string, appointment: string): Promise<() => Promise<Answer>> {
    await this.answer(url, `${appointment}/cancel`, { reason: 'other' })
    const path = `${appointment}/cancel/confirm`
    const page = await this.ask(url, path)
    return () => this.ask(url, path, hiddenFields(page.text))
  }
}

/** Patients with so many appointments each, at a clinic that cancels at once. `from`: how many there are already. */
export async function someVisitors(
  database: Database,
  count: number,
  each: number,
  { from = 0 } = {},
): Promise<Visitor[]> {
  const clinic = await aClinic(database)
  const now = Temporal.Now.instant()
  const visitors = Array.from({ length: count }, (_, index) => new Visitor(from + index))
  for (const visitor of visitors) {
    const patient = await aPatient(database, visitor.person)
    for (let number = 0; number < each; number++) {
      const when = { now, in: { days: 7 + number } }
      const slot = await aSlot(database, clinic, when)
      const id = await anAppointment(database, patient, clinic, when, { slot_id: slot })
      visitor.appointments.push(`/patient-portal/appointment/${id}`)
    }
  }
  return visitors
}
