import assert from 'node:assert/strict'
import { mock } from 'node:test'
import type { Response } from 'supertest'
import { answerOf, openLink, pressContinue } from '../features/log-in/support.ts'
import { aClinic, anAppointment, aPatient, aSlot, aTrust } from '../support/builders.ts'
import { wordsOfTheProvider } from '../support/nhs-login/hostile-answers.ts'
import { hiddenFields } from '../support/page.ts'
import { type Agent, aPortal, type TestPortal } from '../support/portal.ts'
import { cookieOf } from '../support/session-cookie.ts'
import { TraceCollector } from '../support/trace-collector.ts'
import { particularsIn } from './particulars.ts'

export const person = { nhsNumber: '9434765919', birthDate: '1985-02-28', familyName: 'Canaryfamily' }

/** Made to look like a place in our code, which is all that is logged of an error. */
export const freeText = `Canarytext 9434765919\n    at Canaryplace (/srv/9434765919.ts:1:1)\n    at file:///Canaryfile.ts:2:2`

/** A portal with one patient, all of whose particulars are canaries, and everything anyone could see of it. */
export class WatchedPortal {
  readonly #sessions = new Set<string>()
  /** Addresses, headers, and pages that say something went wrong. */
  readonly seen: string[] = []
  readonly #printed: string[] = []
  readonly portal: TestPortal
  readonly collector: TraceCollector
  #timesRead = 0
  readonly atOnce: string
  readonly byRequest: string

  private constructor(
    portal: TestPortal,
    collector: TraceCollector,
    printed: string[],
    [atOnce, byRequest]: string[],
  ) {
    this.portal = portal
    this.collector = collector
    this.#printed = printed
    this.atOnce = String(atOnce)
    this.byRequest = String(byRequest)
  }

  static async start(): Promise<WatchedPortal> {
    const printed: string[] = []
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write.bind(stream)
      mock.method(stream, 'write', (chunk: string | Uint8Array) => {
        // The test runner reports over the same stream, in binary.
        if (typeof chunk === 'string') printed.push(chunk)
        return write(chunk)
      })
    }
    const collector = await TraceCollector.start()
    const portal = await aPortal({ traceCollector: collector.url })
    const { clock, database } = portal
    const patient = await aPatient(database, person, { given_name: 'Canarygiven' })
    const addresses = []
    for (const rules of [{}, { cancel_how: 'request', reschedule_how: 'request' }]) {
      const clinic = await aClinic(database, { trust_ods_code: await aTrust(database, rules) })
      await aSlot(database, clinic, { now: clock.now(), in: { days: 14 } })
      const id = await anAppointment(database, patient, clinic, { now: clock.now(), in: { days: 7 } })
      addresses.push(`/patient-portal/appointment/${id}`)
    }
    return new WatchedPortal(portal, collector, printed, addresses)
  }

  async close() {
    mock.restoreAll()
    await this.portal.close()
    await this.collector.close()
  }

  /** Notes what a browser, a proxy or the next site would see of an answer. */
  note(response: Response): Response {
    const { 'set-cookie': cookies, ...headers } = response.headers
    for (const cookie of [cookies ?? []].flat())
      for (const [, id = ''] of cookie.matchAll(/=s%3A([\w-]+)\./g)) this.#sessions.add(id)
    const location = String(headers.location ?? '')
    // To NHS login alone the token of the NHS App is passed on.
    if (location.startsWith(this.portal.nhsLogin.issuer))
      headers.location = location.replace(/([?&]asserted_login_identity=)[^&]+/, '$1')
    this.seen.push(JSON.stringify(headers))
    // An error page too says whose record is open.
    const withoutName = (response.text ?? '').replaceAll(/translate="no">[^<]*</g, '<')
    if (response.status > 400) this.seen.push(withoutName)
    const addresses = (response.text ?? '').matchAll(/(?:href|action|src)="([^"]*)"/g)
    for (const [, address = ''] of addresses) this.seen.push(address)
    return response
  }

  /** The session of a browser that has logged in by itself: its id is as secret as any that is noted. */
  noteSession(browser: Agent): void {
    for (const [, id = ''] of cookieOf(browser).matchAll(/=s%3A([\w-]+)\./g)) this.#sessions.add(id)
  }

  async look(browser: Agent, path: string) {
    return this.note(await browser.get(path))
  }

  async fillIn(browser: Agent, path: string, fields: Record<string, string> = {}) {
    const page = await this.look(browser, path)
    return this.send(browser, path, { ...hiddenFields(page.text), ...fields })
  }

  async send(browser: Agent, path: string, fields: object) {
    return this.note(await browser.post(path).type('form').send(fields))
  }

  async logIn() {
    const browser = this.portal.browser()
    return this.look(browser, await answerOf(this.portal, await pressContinue(browser)))
  }

  /** The patient's browser, come by a link of the NHS App. */
  async patientComes(): Promise<Agent> {
    this.portal.nhsLogin.misbehaviour = 'none'
    this.portal.nhsLogin.person = person
    const browser = this.portal.browser()
    const away = await openLink(this.portal, browser, `${this.atOnce}?from=nhsApp&trackingId=t1`)
    this.note(away)
    await this.look(browser, await answerOf(this.portal, String(away.headers.location)))
    return browser
  }

  /** What those who run the portal see of it, beside its log: all of it, to the last request. */
  async #watchers(): Promise<Record<string, string>> {
    const { text: metrics } = await this.portal.browser().get('/metrics').expect(200)
    // Spans come in the order in which requests end, so all others have come once this one has.
    await this.collector.spansNamed('GET /metrics', ++this.#timesRead)
    const outbox = JSON.stringify(await this.portal.database('outbox').select())
    const reports = JSON.stringify(await this.portal.database('reporting_event').select())
    return { metrics, traces: this.collector.received.join('\n'), outbox, reports }
  }

  /** Answers what the watchers saw. */
  async nothingLeaked(): Promise<Record<string, string>> {
    const secrets = [
      person.nhsNumber,
      '943 476 5919',
      '943\u00a0476\u00a05919',
      person.birthDate,
      '28 February 1985',
    ]
    secrets.push('Canary', 'canary', 'access-token', wordsOfTheProvider)
    assert.ok(this.#sessions.size > 0)
    const logged = [...this.portal.logged, ...this.#printed]
    const seenByWatchers = await this.#watchers()
    const watchers = Object.entries(seenByWatchers)
    for (const secret of [...secrets, ...this.#sessions]) {
      for (const line of logged) assert.ok(!line.includes(secret), `logged: ${secret} in ${line}`)
      const place = this.seen.find(each => each.includes(secret))
      assert.equal(place, undefined, `in an address, a header or an error page: ${secret}`)
      for (const [where, text] of watchers) assert.ok(!text.includes(secret), `in the ${where}: ${secret}`)
    }
    for (const each of [...logged, ...this.seen, ...watchers.flat()])
      assert.doesNotMatch(each, /code-[0-9a-f]{8}|eyJ[\w-]+\.eyJ/)
    return seenByWatchers
  }

  /** Nor anything of other patients of the tests. What was looked at is forgotten. */
  async nothingOfOthersLeaked(): Promise<void> {
    const { metrics = '', ...watchers } = await this.nothingLeaked()
    // A number that is measured may have ten digits too.
    const labels = metrics.replaceAll(/ [\d.e+-]+$/gm, '')
    const texts = [
      ...this.portal.logged.splice(0),
      ...this.seen.splice(0),
      ...Object.values(watchers),
      labels,
    ]
    for (const text of texts) assert.deepEqual(particularsIn(text), [], text.slice(0, 2000))
  }
}
