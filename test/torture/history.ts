import { Sent } from './sent.ts'
import { Deed, type DeedFacts } from './team/deed.ts'
import type { Violations } from './violations.ts'

export type Change = 'cancel' | 'ask-to-cancel' | 'move' | 'ask-to-move'

/** A form filled in by a patient. */
export class Form extends Sent {
  readonly change: Change
  readonly appointmentId: string
  /** The version of the appointment that the patient saw. */
  readonly version: number
  /** The chosen slot of a move; otherwise empty. */
  readonly slotId: string

  constructor(change: Change, appointmentId: string, version: number, slotId: string) {
    super()
    this.change = change
    this.appointmentId = appointmentId
    this.version = version
    this.slotId = slotId
  }

  toString(): string {
    return `${this.change} of version ${this.version} of ${this.appointmentId}${this.slotId && ` to ${this.slotId}`}`
  }
}

/** The attempts to change one appointment. */
export interface Tried {
  forms: Form[]
  staff: boolean
}

/**
 * A patient's booking at one clinic; it stays the same when the appointment is moved. A new epoch starts when the
 * hospital books again after a cancellation.
 */
export class Booking {
  readonly title: string
  readonly clinicId: string
  /** Incremented when the hospital books again. */
  epoch = 0
  /** Whether the hospital has cancelled it. */
  byStaff: 'nothing' | 'trying' | 'ended' = 'nothing'
  beingBooked = false
  /** Whether a closed clinic may have left the patient waiting for a new time. */
  mayBeOwed = false
  /** Forms that cancel this epoch. */
  #cancelling: Sent[] = []
  #seenEnded = false

  constructor(title: string, clinicId: string) {
    this.title = title
    this.clinicId = clinicId
  }

  /** Ignores forms of an earlier epoch, whose appointment has ended. */
  cancelling(form: Sent, epoch: number): void {
    if (epoch === this.epoch && !this.#cancelling.includes(form)) this.#cancelling.push(form)
  }

  get surelyEnded(): boolean {
    return this.#seenEnded || this.byStaff === 'ended' || this.#cancelling.some(form => form.came === 'ok')
  }

  get mayHaveEnded(): boolean {
    return (
      this.#seenEnded ||
      this.mayBeOwed ||
      this.byStaff !== 'nothing' ||
      this.#cancelling.some(form => form.mayBeDone)
    )
  }

  /** The patient no longer sees it. One who waits for a new time may see it again. */
  seenEnded(): void {
    this.#seenEnded = !this.mayBeOwed
  }

  beginAgain(): void {
    this.epoch++
    this.byStaff = 'nothing'
    this.mayBeOwed = false
    this.#cancelling = []
    this.#seenEnded = false
  }
}

/** Everything the patients, staff and the hospital did, with the outcomes. */
export class History {
  readonly violations: Violations
  readonly forms: Form[] = []
  readonly #deeds = new Map<string, Deed>()
  readonly #tried = new Map<string, Tried>()
  /** How often the hospital incremented an appointment's version. */
  readonly raisedByStaff = new Map<string, number>()

  constructor(violations: Violations) {
    this.violations = violations
  }

  tried(appointmentId: string): Tried {
    const tried = this.#tried.get(appointmentId) ?? { forms: [], staff: false }
    this.#tried.set(appointmentId, tried)
    return tried
  }

  /** Returns the existing form if the change, version and slot are the same. */
  form(change: Change, appointmentId: string, version: number, slotId = ''): Form {
    const { forms } = this.tried(appointmentId)
    const same = forms.find(
      each => each.change === change && each.version === version && each.slotId === slotId,
    )
    if (same) return same
    const form = new Form(change, appointmentId, version, slotId)
    forms.push(form)
    this.forms.push(form)
    return form
  }

  /** Returns the existing deed if everything about it is the same. */
  deed(what: DeedFacts): Deed {
    const made = new Deed(what)
    const deed = this.#deeds.get(String(made)) ?? made
    this.#deeds.set(String(deed), deed)
    return deed
  }

  get deeds(): Deed[] {
    return [...this.#deeds.values()]
  }

  raised(appointmentId: string): void {
    this.raisedByStaff.set(appointmentId, (this.raisedByStaff.get(appointmentId) ?? 0) + 1)
  }
}
