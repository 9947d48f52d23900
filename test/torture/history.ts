import type { Violations } from './violations.ts'

export type Change = 'cancel' | 'ask-to-cancel' | 'move' | 'ask-to-move'

/** `refused`: answered, and the answer was no. `unknown`: it may have been done. */
type Came = 'under way' | 'ok' | 'refused' | 'unknown'

/** One form a patient filled in: however often it is sent, it is one change or none. */
export class Form {
  readonly change: Change
  readonly appointmentId: string
  /** Of the appointment as the patient saw it. */
  readonly version: number
  /** Where to, when it moves. */
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

  /** Whatever is not surely undone. */
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

/** What has been tried with one appointment. */
export interface Tried {
  forms: Form[]
  staff: boolean
}

/**
 * A patient's booking at one clinic, whichever appointment it is now: moved, it is still the same. It begins again
 * when the hospital books anew for somebody who had cancelled.
 */
export class Booking {
  readonly title: string
  readonly clinicId: string
  /** Raised when it begins again. */
  epoch = 0
  /** What the hospital did to end it. */
  byStaff: 'nothing' | 'trying' | 'ended' = 'nothing'
  beingBooked = false
  /** Cancellations of this epoch. */
  #cancelling: Form[] = []
  #seenEnded = false

  constructor(title: string, clinicId: string) {
    this.title = title
    this.clinicId = clinicId
  }

  /** A form of an earlier epoch is about an appointment that has long ended. */
  cancelling(form: Form, epoch: number): void {
    if (epoch === this.epoch && !this.#cancelling.includes(form)) this.#cancelling.push(form)
  }

  get surelyEnded(): boolean {
    return this.#seenEnded || this.byStaff === 'ended' || this.#cancelling.some(form => form.came === 'ok')
  }

  get mayHaveEnded(): boolean {
    return this.#seenEnded || this.byStaff !== 'nothing' || this.#cancelling.some(form => form.mayBeDone)
  }

  /** The patient does not see it any more. */
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

/** Everything the patients and the hospital did, and what came of it. */
export class History {
  readonly violations: Violations
  readonly forms: Form[] = []
  readonly #tried = new Map<string, Tried>()
  /** How often the hospital raised an appointment's version. */
  readonly raisedByStaff = new Map<string, number>()

  constructor(violations: Violations) {
    this.violations = violations
  }

  tried(appointmentId: string): Tried {
    const known = this.#tried.get(appointmentId) ?? { forms: [], staff: false }
    this.#tried.set(appointmentId, known)
    return known
  }

  /** The same form again is the same change. */
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
