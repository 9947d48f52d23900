import type { TestPortal } from '../../support/portal.ts'
import { anAddress } from '../from-everywhere.ts'
import { type Ask, ask } from './ask.ts'
import type { Case } from './cases.ts'
import { formOf } from './form.ts'
import { aFuzzedPatient, type FuzzedPatient } from './people.ts'
import { faultsOf } from './properties.ts'
import { pathOf, requestOf } from './requests.ts'

export interface Fuzzed {
  requests: number
  patients: number
  /** How often each status was answered. */
  statuses: Map<number, number>
  /** Milliseconds. */
  slowest: number
  /** What must not be so, each with the request that showed it. */
  faults: string[]
}

/** Requests one patient makes before another takes their place. */
const MOST_OF_ONE = 150

/** One of several who ask at once, each for patients of its own, who change places. */
export class Worker {
  readonly #portal: TestPortal
  readonly #fuzzed: Fuzzed
  readonly #port: number
  #patient: FuzzedPatient
  /** Whose things it may never come near. */
  #stranger: FuzzedPatient
  #asked = 0

  private constructor(portal: TestPortal, fuzzed: Fuzzed, patient: FuzzedPatient, stranger: FuzzedPatient) {
    this.#portal = portal
    this.#fuzzed = fuzzed
    this.#port = Number(new URL(portal.url).port)
    this.#patient = patient
    this.#stranger = stranger
  }

  static async start(portal: TestPortal, fuzzed: Fuzzed): Promise<Worker> {
    fuzzed.patients += 2
    return new Worker(portal, fuzzed, await aFuzzedPatient(portal), await aFuzzedPatient(portal))
  }

  /** Takes from the same list as the others until it is empty. */
  async work(made: Case[], most: number): Promise<void> {
    for (let each = made.pop(); each && this.#fuzzed.requests < most; each = made.pop()) {
      const status = await this.#send(each)
      // What was changed is changed: the next needs what can still be changed.
      const changed = status === 303 && each.method === 'POST' && each.route.form?.changes
      if (++this.#asked >= MOST_OF_ONE || changed) await this.#changePlaces()
    }
  }

  async #changePlaces(): Promise<void> {
    this.#asked = 0
    this.#fuzzed.patients++
    this.#stranger = this.#patient
    this.#patient = await aFuzzedPatient(this.#portal)
  }

  /** As a browser does, it opens the page before it sends its form. */
  async #send(each: Case): Promise<number | undefined> {
    const patient = each.byVisitor ? undefined : this.#patient
    let form: [string, string][] = patient ? [['_csrf', patient.token]] : []
    if (patient && each.route.form && each.method === 'POST') {
      const plain = { ...each, parameter: undefined, foreign: false, tail: '', query: [] }
      const path = pathOf(plain, patient.ids, {})
      const headers = { Cookie: patient.cookie, 'X-Forwarded-For': anAddress() }
      const page = await this.#ask({ method: 'GET', path, headers }, patient)
      const own = formOf(page?.body ?? '')
      if (own.length > 0) form = own
      if (each.overtaken)
        for (const [name, thing] of Object.entries(each.route.owned ?? {}))
          await thing.changeMeanwhile(this.#portal, String(patient.ids[name]))
    }
    return (await this.#ask(requestOf(each, patient, this.#stranger.ids, form), patient))?.status
  }

  async #ask(request: Ask, patient: FuzzedPatient | undefined) {
    const { faults, statuses } = this.#fuzzed
    const asking = `asking ${JSON.stringify(request).slice(0, 2000)}`
    this.#fuzzed.requests++
    try {
      const answered = await ask(this.#port, request)
      const issuers = [this.#portal.nhsLogin.issuer, this.#portal.staffLogin.issuer]
      for (const fault of faultsOf(request, answered, patient, issuers)) faults.push(`${fault}, ${asking}`)
      statuses.set(answered.status, (statuses.get(answered.status) ?? 0) + 1)
      this.#fuzzed.slowest = Math.max(this.#fuzzed.slowest, answered.milliseconds)
      // A session that ended would leave everything that follows at the door.
      if (patient && answered.headers['set-cookie']) await patient.restore()
      return answered
    } catch (error) {
      faults.push(`no answer (${error}), ${asking}`)
      return undefined
    }
  }
}
