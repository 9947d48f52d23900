import type { Browser } from './browser.ts'
import type { Booking, Form, History, Tried } from './history.ts'
import { type Card, isActive, readList, readStatus } from './pages.ts'
import type { Person } from './town.ts'

const PENDING = { 'ask-to-cancel': 'Pending cancellation', 'ask-to-move': 'Pending reschedule' }

/** Reads pages as the patient, and compares them with the answers the patient got before. */
export class Reading {
  readonly #person: Person
  readonly #browser: Browser
  readonly #history: History

  constructor(person: Person, browser: Browser, history: History) {
    this.#person = person
    this.#browser = browser
    this.#history = history
  }

  /** The list of appointments, with its HTML. */
  async list(): Promise<{ cards: Card[]; html: string }> {
    const before = this.#person.bookings.map(booking => noted(booking))
    const acceptedBefore = this.#accepted()
    const { body, status } = await this.#browser.read('/patient-portal/appointments')
    if (status !== 200) this.#wrong('broken answer', `${status} to the list`)
    const { cards, whole } = readList(body)
    if (whole) for (const each of before) this.#checkBooking(each, cards)
    for (const card of cards) this.#person.known.add(card.id)
    for (const card of cards) this.#checkStatus(card.id, card.status, acceptedBefore.get(card.id) ?? [])
    for (const [id, accepted] of acceptedBefore)
      if (accepted.some(({ change }) => change === 'move') && cards.some(card => card.id === id))
        this.#wrong('stale read', `the list still has ${id}, which was moved`)
    return { cards, html: body }
  }

  /** Checks the page of the appointment, or the redirect if it was moved. */
  async view(id: string): Promise<void> {
    const accepted = this.#accepted().get(id) ?? []
    const { body, location, status } = await this.#browser.read(`/patient-portal/appointment/${id}`)
    if (status === 404) return this.#wrong('own appointment not found', id)
    if (status === 200) return this.#checkStatus(id, readStatus(body), accepted)
    if (status !== 303) return this.#wrong('broken answer', `${status} to an appointment`)
    const { forms, staff } = this.#history.tried(id)
    if (!staff && !forms.some(form => form.change === 'move' && form.mayBeDone))
      this.#wrong('phantom change', `${id} redirects to ${location}, but was not moved`)
  }

  /** The accepted forms of each appointment so far. */
  #accepted(): Map<string, Form[]> {
    const accepted = (id: string) => this.#history.tried(id).forms.filter(form => form.came === 'ok')
    return new Map([...this.#person.known].map(id => [id, accepted(id)]))
  }

  #checkStatus(id: string, status: string, accepted: Form[]): void {
    if (!status) this.#wrong('broken answer', `${id} has no status`)
    const tried = this.#history.tried(id)
    const stale = (should: string) => this.#wrong('stale read', `${id} is ${status}, and was ${should}`)
    for (const { change } of accepted) {
      if (change === 'cancel' && status !== 'Cancelled') stale('cancelled')
      if (change === 'move') stale('moved')
      if (
        (change === 'ask-to-cancel' || change === 'ask-to-move') &&
        !tried.staff &&
        status !== PENDING[change]
      )
        stale(change)
    }
    if (untouched(tried) && status !== 'Booked')
      this.#wrong('phantom change', `${id} is ${status}, but was not changed`)
  }

  #checkBooking({ booking, epoch, ended }: Noted, cards: Card[]): void {
    const active = cards.filter(card => card.title === booking.title && isActive(card)).length
    if (active > 1) this.#wrong('made twice', `${booking.title} has ${active} at once`)
    if (booking.epoch !== epoch || booking.beingBooked) return
    if (active === 0 && !booking.mayHaveEnded)
      this.#wrong('without an appointment', `${booking.title} is not in the list`)
    if (active === 1 && ended) this.#wrong('stale read', `${booking.title} is in the list, and was cancelled`)
    if (active === 0 && booking.mayHaveEnded) booking.seenEnded()
  }

  #wrong(kind: Parameters<History['violations']['add']>[0], what: string): void {
    this.#history.violations.add(kind, `${this.#person.marker}: ${what}`)
  }
}

interface Noted {
  booking: Booking
  epoch: number
  ended: boolean
}

function noted(booking: Booking): Noted {
  return { booking, epoch: booking.epoch, ended: booking.surelyEnded && !booking.beingBooked }
}

function untouched({ forms, staff }: Tried): boolean {
  return !staff && !forms.some(form => form.mayBeDone)
}
