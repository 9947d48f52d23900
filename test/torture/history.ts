import type { Violations } from './violations.ts'

export type Change = 'cancel' | 'ask-to-cancel' | 'move' | 'ask-to-move'

/** `refused`: the portal refused it. `unknown`: there was no answer, so the change may have been made. */
type Came = 'under way' | 'ok' | 'refused' | 'unknown'

/** A form filled in by a patient. Sent once or repeatedly, it must make one change or none. */
export class Form {
  readonly change: Change
  readonly appointmentId: string
  /** The version of the appointment that the patient saw. */
  readonly version: number
  /** The chosen slot of a move; otherwise empty. */
  readonly slotId: string
  readonly #attempts: { came: Came; afterOk: boolean }[] = []

  constructor(change: Change, appointmentId: string, version: number, slotId: string) {
    this.change = change
    this.appointmentId = appointmentId
    this.version = version
    this.slotId = slotId
  }

  get came(): Came | 'not sent' {
    const all = this.#attempts.map(({ came }) => came)
    if (all.includes('ok')) return 'ok'
    if (all.includes('under way')) return 'under way'
    if (all.includes('unknown')) return 'unknown'
    return all.length > 0 ? 'refused' : 'not sent'
  }

  /** Whether the change may have been made. */
  get mayBeDone(): boolean {
    return this.came !== 'refused' && this.came !== 'not sent'
  }

  begin(): (came: 'ok' | 'refused' | 'refused as changed' | 'unknown', violations: Violations) => void {
    const attempt = { came: 'under way' as Came, afterOk: this.came === 'ok' }
    this.#attempts.push(attempt)
    return (came, violations) => {
      attempt.came = came === 'refused as changed' ? 'refused' : came
      if (attempt.afterOk && came === 'refused as changed')
        violations.add('repeat refused', `${this} was accepted, and refused when sent again`)
    }
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
  /** Forms that cancel this epoch. */
  #cancelling: Form[] = []
  #seenEnded = false

  constructor(title: string, clinicId: string) {
    this.title = title
    this.clinicId = clinicId
  }

  /** Ignores forms of an earlier epoch, whose appointment has ended. */
  cancelling(form: Form, epoch: number): void {
    if (epoch === this.epoch && !this.#cancelling.includes(form)) this.#cancelling.push(form)
  }

  get surelyEnded(): boolean {
    return this.#seenEnded || this.byStaff === 'ended' || this.#cancelling.some(form => form.came === 'ok')
  }

  get mayHaveEnded(): boolean {
    return this.#seenEnded || this.byStaff !== 'nothing' || this.#cancelling.some(form => form.mayBeDone)
  }

  /** The patient no longer sees it. */
  seenEnded(): void {
    this.#seenEnded = true
  }

  beginAgain(): void {
    this.epoch++
    this.byStaff = 'nothing'
    this.#cancelling = []
    this.#seenEnded = false
  }
}

/** Everything the patients and the hospital did, with the outcomes. */
export class History {
  readonly violations: Violations
  readonly forms: Form[] = []
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

  raised(appointmentId: string): void {
    this.raisedByStaff.set(appointmentId, (this.raisedByStaff.get(appointmentId) ?? 0) + 1)
  }
}
