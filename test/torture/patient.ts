import type { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'
import { Browser, GoneAway, type Visitor } from './browser.ts'
import { type Filled, fillIn } from './filling-in.ts'
import type { Booking, Change, History } from './history.ts'
import type { Network } from './network.ts'
import { type Card, isActive, token } from './pages.ts'
import type { Random } from './random.ts'
import { Reading } from './reading.ts'
import { Sending } from './sending.ts'
import type { Staff } from './staff.ts'
import { MARKER, type Person, type Town } from './town.ts'

export interface Surroundings {
  history: History
  network: Network
  nhsLogin: HostileNhsLogin
  staff: Staff
  town: Town
}

/** Forms a patient keeps open in other tabs. */
const MAX_KEPT = 3

/** A patient with a browser: reads the list, and sometimes changes an appointment. */
export class Patient {
  readonly browser: Browser
  readonly #person: Person
  readonly #surroundings: Surroundings
  readonly #random: Random
  readonly #reading: Reading
  readonly #sending: Sending
  /** Filled-in forms left open in other tabs. */
  readonly #kept: Filled[] = []

  constructor(person: Person, surroundings: Surroundings, random: Random) {
    const { history, network, nhsLogin } = surroundings
    this.#person = person
    this.#surroundings = surroundings
    this.#random = random
    this.browser = new Browser(visitorOf(person, nhsLogin), network, random, history.violations)
    this.#reading = new Reading(person, this.browser, history)
    this.#sending = new Sending(this.browser, this.#reading, history, random)
  }

  async visit(): Promise<void> {
    if (this.#person.mayBeBarred) return
    try {
      if (!this.browser.loggedIn) await this.browser.logIn()
      const { cards, html } = await this.#reading.list()
      await this.#act(cards, token(html))
    } catch (error) {
      if (!(error instanceof GoneAway)) throw error
    }
  }

  async #act(cards: Card[], csrf: string): Promise<void> {
    if (this.#random.chance(0.05)) return this.#pry(csrf)
    if (this.#kept.length > 0 && this.#random.chance(0.25)) return this.#sendKept()
    const booking = this.#random.one(this.#person.bookings)
    const card = cards.find(each => each.title === booking.title && isActive(each))
    const any = card ?? (cards.length > 0 ? this.#random.one(cards) : undefined)
    if (!any) return
    if (!card || this.#random.chance(0.1)) return this.#reading.view(any.id)
    await this.#change(booking, card, csrf)
    if (this.#random.chance(0.5)) await this.#reading.view(card.id)
  }

  async #change(booking: Booking, { id, title }: Card, csrf: string): Promise<void> {
    const [cancel, move]: Change[] = title.startsWith('Cardiology')
      ? ['cancel', 'move']
      : ['ask-to-cancel', 'ask-to-move']
    const first = this.#random.chance(0.25) ? cancel : move
    const filled = await this.#fillIn(booking, first, id, csrf)
    if (!filled) return
    const what = this.#random.next()
    if (what < 0.1) {
      // Two tabs send different changes at the same time; one of them must be refused.
      const other = await this.#fillIn(booking, first === cancel ? move : cancel, id, csrf)
      await Promise.all([filled, ...(other ? [other] : [])].map(each => this.#sending.untilAnswered(each)))
    } else {
      if (what < 0.3 && this.#kept.length < MAX_KEPT) this.#kept.push(filled)
      if (what < 0.2) return
      if (what > 0.9) await this.#surroundings.staff.update(booking, id)
      await this.#sending.somehow(filled)
    }
  }

  #fillIn(booking: Booking, change: Change | undefined, id: string, csrf: string) {
    const desk = { browser: this.browser, history: this.#surroundings.history, random: this.#random }
    return change ? fillIn(desk, { booking, change, id, csrf }) : Promise.resolve(undefined)
  }

  /** Sends an old form, which is accepted only if the appointment is unchanged or the form was accepted before. */
  async #sendKept(): Promise<void> {
    const [filled] = this.#kept.splice(this.#random.below(this.#kept.length), 1)
    if (filled) await this.#sending.untilAnswered(filled)
  }

  /** Tries to open and change another patient's appointment, which must be a 404. */
  async #pry(csrf: string): Promise<void> {
    const other = this.#random.one(this.#surroundings.town.people)
    if (other === this.#person || other.known.size === 0) return
    const address = `/patient-portal/appointment/${this.#random.one([...other.known])}`
    const page = await this.browser.read(address)
    const posted = await this.browser.answer(`${address}/cancel`, { reason: 'other', _csrf: csrf })
    for (const { location, status } of [page, posted])
      if (status !== 404)
        this.#surroundings.history.violations.add(
          'another patient shown',
          `${this.#person.marker} got ${status} ${location} for an appointment of ${other.marker}`,
        )
  }
}

function visitorOf(person: Person, nhsLogin: HostileNhsLogin): Visitor {
  return {
    index: person.index,
    name: person.marker,
    home: '/patient-portal',
    provider: nhsLogin,
    present: () => Object.assign(nhsLogin, { person }),
    notTheirs: page =>
      [...page.matchAll(MARKER)]
        .filter(([marker]) => marker !== person.marker)
        .map(([what]) => ({ kind: 'another patient shown', what })),
  }
}
