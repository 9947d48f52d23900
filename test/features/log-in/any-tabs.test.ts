import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { formToken, send } from '../../support/form.ts'
import { heading, logInLink, words } from '../../support/page.ts'
import { type Agent, aPortal, type TestPortal } from '../../support/portal.ts'
import { Random } from '../../torture/random.ts'
import { type Patient, someone } from '../appointments/support.ts'
import { openLink } from './support.ts'

/**
 * Any number of tabs of one browser and two people, in any order: tabs are opened, links of the NHS App followed, log-ins
 * finished, finished again or left, time passes, people log out. Every tab ends on its own page or on a page that says
 * what to do, and never shows the name of anyone but the person who logged in last.
 */

let portal: TestPortal
const NAMES = ['Maria', 'Tom'] as const
type Name = (typeof NAMES)[number]
let people: Record<Name, Patient>
const LIST = '/patient-portal/appointments'

before(async () => {
  portal = await aPortal()
  people = { Maria: await someone(portal), Tom: await someone(portal) }
  for (const given_name of NAMES)
    await portal.database('patient').where('id', people[given_name].patientId).update({ given_name })
})
after(() => portal.close())

const WHAT_TO_DO =
  /^(There is a problem with NHS login|You need to log in again|We could not log you in|We have logged you out|You cannot continue without sharing your information)$/
const OUR_PAGES =
  /^(Log in to see your hospital appointments|You are still logged in|Page not found|Your next hospital appointment|Your hospital appointments|Cardiology \(heart\) appointment|Why are you cancelling\?)$/

interface Attempt {
  target: string
  /** The address at NHS login. */
  away: string
}

class Tabs {
  readonly #browser: Agent
  readonly #random: Random
  readonly #steps: string[]
  #waiting: Attempt[] = []
  readonly #finished: { target: string; callback: string }[] = []
  #loggedIn: Name | undefined

  constructor(seed: number) {
    this.#random = new Random(seed)
    this.#steps = [`seed ${seed}`]
    // An address of its own, because log-ins from one address are limited.
    this.#browser = portal.browser(`10.2.${seed >> 8}.${seed & 255}`)
  }

  async run(): Promise<void> {
    for (let step = this.#random.between(5, 25); step > 0; step--) {
      const chance = this.#random.next()
      if (chance < 0.35) await this.#openTab()
      else if (chance < 0.6) await this.#finish(this.#random.chance(0.1))
      else if (chance < 0.7) await this.#finishAgain()
      else if (chance < 0.8) this.#pass(this.#random.one([1, 5, 11, 61]))
      else if (chance < 0.9) await this.#strayCallback()
      else await this.#logOut()
    }
    while (this.#waiting.length > 0) await this.#finish(false)
  }

  async #openTab(): Promise<void> {
    const target = this.#random.one([
      LIST,
      `${LIST}?past=2`,
      ...NAMES.map(name => people[name].address),
      '/patient-portal',
    ])
    const byLink = this.#random.chance(0.4)
    this.#steps.push(`${byLink ? 'link' : 'tab'} to ${target}`)
    if (byLink) {
      const { headers } = await openLink(portal, this.#browser, target)
      this.#waiting.push({ target, away: String(headers.location) })
      return
    }
    const page = await this.#follow(target)
    const start = logInLink(page.text)
    if (!start) return this.#check(page, target)
    const { headers } = await this.#browser.get(start).expect(303)
    this.#waiting.push({ target, away: String(headers.location) })
  }

  async #finish(refused: boolean): Promise<void> {
    const attempt = this.#waiting.splice(this.#random.below(this.#waiting.length), 1)[0]
    if (!attempt) return
    const name = this.#random.one(NAMES)
    this.#steps.push(`${name} ${refused ? 'is refused at' : 'finishes'} ${attempt.target}`)
    portal.nhsLogin.person = people[name].person
    portal.nhsLogin.misbehaviour = refused ? 'consent-not-given' : 'none'
    const { pathname, search } = await portal.nhsLogin.answerTo(attempt.away)
    const callback = pathname + search
    const back = await this.#browser.get(callback).expect(303)
    if (back.headers.location === attempt.target) {
      this.#loggedIn = name
      this.#finished.push({ target: attempt.target, callback })
    }
    this.#check(await this.#follow(String(back.headers.location)), attempt.target)
  }

  /** As after Back: the browser sends a callback again that was used. */
  async #finishAgain(): Promise<void> {
    if (this.#finished.length === 0) return
    const { callback, target } = this.#random.one(this.#finished)
    this.#steps.push(`again ${target}`)
    await this.#browser.head(callback).expect(303)
    this.#check(await this.#follow(callback), target)
  }

  async #strayCallback(): Promise<void> {
    this.#steps.push('stray callback')
    this.#check(await this.#follow('/patient-portal/log-in/callback?code=x&state=y'), '/patient-portal')
  }

  async #logOut(): Promise<void> {
    const { status } = await this.#browser.get('/patient-portal/log-out')
    if (status !== 200) return
    this.#steps.push('log-out')
    await send(this.#browser, '/patient-portal/log-out', await formToken(this.#browser)).expect(303)
    this.#loggedIn = undefined
  }

  #pass(minutes: number): void {
    this.#steps.push(`${minutes} minutes`)
    portal.clock.pass({ minutes })
  }

  /** Follows redirects within the portal. */
  async #follow(address: string) {
    let at = address
    for (let redirects = 0; redirects < 6; redirects++) {
      const { headers, status, text } = await this.#browser.get(at)
      if (status !== 303) return { at, text }
      at = String(headers.location)
    }
    return assert.fail(`${this.#steps.join(', ')}: redirects without end`)
  }

  #check({ at, text }: { at: string; text: string }, target: string): void {
    const story = `${this.#steps.join(', ')}: ${at} ${heading(text)}`
    const title = heading(text)
    assert.ok(WHAT_TO_DO.test(title) || (OUR_PAGES.test(title) && (at === target || logInLink(text))), story)
    for (const name of NAMES)
      if (name !== this.#loggedIn) assert.ok(!words(text).includes(name), `${story} shows ${name}`)
  }
}

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1)

test('every tab ends on its own page or on one that says what to do, in any order', async () => {
  for (const seed of SEEDS) await new Tabs(seed).run()
})
