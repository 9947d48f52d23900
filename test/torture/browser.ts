import { setTimeout as wait } from 'node:timers/promises'
import { CookieJar } from '../support/cookie-jar.ts'
import { logInLink } from '../support/page.ts'
import type { Answer, Network, Outcome } from './network.ts'
import type { Random } from './random.ts'
import type { Loss } from './tcp-proxy.ts'
import type { Kind, Violations } from './violations.ts'

export type Fields = Record<string, string | string[]>

/** The browser gives up; the person leaves and comes back later. */
export class GoneAway extends Error {}

/** Who uses a browser, and where. */
export interface Visitor {
  /** Decides from which address they come. Different for each. */
  index: number
  /** For violations. */
  name: string
  home: '/patient-portal' | '/staff'
  provider: { issuer: string; answerTo(address: string): Promise<URL> }
  /** Makes the provider's current person this one. */
  present(): void
  /** What is on a page that is not theirs to see. */
  notTheirs(page: string): { kind: Kind; what: string }[]
}

/** A page sends someone to it whose session has ended. */
const LOG_IN = /^\/(patient-portal|staff)\/(log-in|timed-out)/
const TRIES = 40

let lastLogIn = Promise.resolve()

/** A person's browser: keeps the session, sends requests to any copy, and retries those that are safe to retry. */
export class Browser {
  readonly #visitor: Visitor
  readonly #network: Network
  readonly #random: Random
  readonly #violations: Violations
  #cookies = new CookieJar()
  loggedIn = false
  /** How often the portal had lost the log-in. */
  loggedOut = 0

  constructor(visitor: Visitor, network: Network, random: Random, violations: Violations) {
    this.#visitor = visitor
    this.#network = network
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
    for (let tries = 0; tries < TRIES && !this.loggedIn; tries++)
      if ((await this.#logIn().catch(tryAgain)) === 'refused') break
    if (!this.loggedIn) throw new GoneAway()
  }

  /** `refused`: as someone who may not use the portal. */
  async #logIn(): Promise<'refused' | undefined> {
    const { home, provider } = this.#visitor
    this.#cookies = new CookieJar()
    const page = await this.#request('GET', `${home}/log-in`)
    if (page === 'unknown' || page.status !== 200) throw new GoneAway()
    const away = await this.#request('GET', logInLink(page.body))
    if (away === 'unknown' || !away.location.startsWith(provider.issuer)) throw new GoneAway()
    const { pathname, search } = await this.#atProvider(away.location)
    const back = await this.#request('GET', pathname + search)
    if (back === 'unknown' || back.status === 503) throw new GoneAway()
    this.loggedIn = back.location === home
    return this.loggedIn ? undefined : 'refused'
  }

  /** One log-in at a time, because the double has one current person. */
  #atProvider(address: string): Promise<URL> {
    const answer = lastLogIn.then(() => {
      this.#visitor.present()
      return this.#visitor.provider.answerTo(address)
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
    const { index } = this.#visitor
    const headers = {
      'X-Forwarded-For': `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
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
    for (const { kind, what } of this.#visitor.notTheirs(outcome.body))
      this.#violations.add(kind, `${this.#visitor.name} saw ${what}`)
    return outcome
  }
}

async function tryAgain(error: unknown): Promise<undefined> {
  if (!(error instanceof GoneAway)) throw error
  await wait(50)
}
