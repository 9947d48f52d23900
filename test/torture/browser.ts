import { setTimeout as wait } from 'node:timers/promises'
import { CookieJar } from '../support/cookie-jar.ts'
import type { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'
import { logInLink } from '../support/page.ts'
import type { Answer, Network, Outcome } from './network.ts'
import type { Random } from './random.ts'
import type { Loss } from './tcp-proxy.ts'
import { MARKER, type Person } from './town.ts'
import type { Violations } from './violations.ts'

export type Fields = Record<string, string | string[]>

/** The browser gives up; the person leaves and comes back later. */
export class GoneAway extends Error {}

const LOG_IN = /^\/patient-portal\/(log-in|timed-out)/
const TRIES = 40

let lastLogIn = Promise.resolve()

/** A person's browser: keeps the session, sends requests to any copy, and retries those that are safe to retry. */
export class Browser {
  readonly #person: Person
  readonly #network: Network
  readonly #nhsLogin: HostileNhsLogin
  readonly #random: Random
  readonly #violations: Violations
  #cookies = new CookieJar()
  loggedIn = false
  /** How often the portal had lost the log-in. */
  loggedOut = 0

  constructor(
    person: Person,
    network: Network,
    nhsLogin: HostileNhsLogin,
    random: Random,
    violations: Violations,
  ) {
    this.#person = person
    this.#network = network
    this.#nhsLogin = nhsLogin
    this.#random = random
    this.#violations = violations
  }

  /** Reads a page, with retries. Throws {@link GoneAway} if all fail. */
  async read(path: string): Promise<Answer> {
    for (let tries = 0; tries < TRIES; tries++) {
      const outcome = await this.#request('GET', path)
      if (outcome !== 'unknown' && outcome.status !== 503) return this.#checkLoggedIn(outcome)
      await wait(50)
    }
    throw new GoneAway()
  }

  /** Answers a question of a journey, with retries, because nothing is changed yet. */
  async answer(path: string, fields: Fields): Promise<Answer> {
    for (let tries = 0; tries < TRIES; tries++) {
      const outcome = await this.post(path, fields)
      if (outcome !== 'unknown' && outcome.status !== 503) return this.#checkLoggedIn(outcome)
      await wait(50)
    }
    throw new GoneAway()
  }

  /** Sends a form once, to one copy. */
  post(path: string, fields: Fields, loss?: Loss): Promise<Answer | 'unknown'> {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, values]) => [values].flat().map(value => [name, value])),
    )
    return this.#request('POST', path, body.toString(), loss)
  }

  async logIn(): Promise<void> {
    for (let tries = 0; tries < TRIES && !this.loggedIn; tries++) await this.#logIn().catch(tryAgain)
    if (!this.loggedIn) throw new GoneAway()
  }

  async #logIn(): Promise<void> {
    this.#cookies = new CookieJar()
    const page = await this.#request('GET', '/patient-portal/log-in')
    if (page === 'unknown' || page.status !== 200) throw new GoneAway()
    const away = await this.#request('GET', logInLink(page.body))
    if (away === 'unknown' || !away.location.startsWith(this.#nhsLogin.issuer)) throw new GoneAway()
    const { pathname, search } = await this.#atNhsLogin(away.location)
    const back = await this.#request('GET', pathname + search)
    this.loggedIn = back !== 'unknown' && back.location === '/patient-portal'
    if (!this.loggedIn) throw new GoneAway()
  }

  /** One log-in at a time, because the double has one current person. */
  #atNhsLogin(address: string): Promise<URL> {
    const answer = lastLogIn.then(() => {
      this.#nhsLogin.person = this.#person
      return this.#nhsLogin.answerTo(address)
    })
    lastLogIn = answer.then(
      () => {},
      () => {},
    )
    return answer
  }

  #checkLoggedIn(answer: Answer): Answer {
    if (answer.status === 429) throw new GoneAway()
    if (answer.status === 303 && LOG_IN.test(answer.location)) {
      this.loggedIn = false
      this.loggedOut++
      throw new GoneAway()
    }
    return answer
  }

  /** Tries one copy after another until one accepts the connection. */
  async #request(
    method: 'GET' | 'POST',
    path: string,
    body?: string,
    loss?: Loss,
  ): Promise<Answer | 'unknown'> {
    const headers = {
      'X-Forwarded-For': `10.${this.#person.index >> 16}.${(this.#person.index >> 8) & 255}.${this.#person.index & 255}`,
      Cookie: this.#cookies.header,
      ...(body === undefined
        ? {}
        : {
            'Content-Type': 'application/x-www-form-urlencoded',
            'Content-Length': String(Buffer.byteLength(body)),
            'Sec-Fetch-Site': 'same-origin',
          }),
    }
    const copies = this.#network.ports.length
    const first = this.#random.below(copies)
    for (let tries = 0; tries < 400; tries++) {
      const sent = { method, path, headers, ...(body === undefined ? {} : { body }) }
      const outcome: Outcome = await this.#network.send(sent, (first + tries) % copies, loss)
      if (outcome === 'not-sent') await wait(tries % copies === copies - 1 ? 25 : 0)
      else return this.#receive(outcome)
    }
    throw new GoneAway()
  }

  #receive(outcome: Answer | 'unknown'): Answer | 'unknown' {
    if (outcome === 'unknown') return outcome
    this.#cookies.keep(outcome.setCookie)
    for (const [marker] of outcome.body.matchAll(MARKER))
      if (marker !== this.#person.marker)
        this.#violations.add('another patient shown', `${this.#person.marker} saw ${marker}`)
    return outcome
  }
}

function tryAgain(error: unknown): Promise<void> {
  if (!(error instanceof GoneAway)) throw error
  return wait(50)
}
