import type { Appointment, ChangeKind } from './appointment.ts'
import type { Obstacle } from './may-change.ts'
import { type Change, placeSeen, type Seen, startSeen, whatChanged } from './seen.ts'

/** The appointment has changed since the patient saw it. The requested change was not made. */
export class AppointmentChanged extends Error {
  readonly appointment: Appointment
  readonly changes: readonly Change[]
  readonly kind: ChangeKind
  readonly placeSeen: string
  readonly startSeen: Temporal.Instant

  constructor(appointment: Appointment, kind: ChangeKind, seen: Seen) {
    super('The appointment has changed')
    this.appointment = appointment
    this.changes = whatChanged(seen, appointment)
    this.kind = kind
    this.placeSeen = placeSeen(seen)
    this.startSeen = startSeen(seen)
  }
}

/** A rule of the trust or the state of the appointment forbids the change. The change was not made. */
export class CannotChange extends Error {
  readonly appointment: Appointment
  readonly kind: ChangeKind
  readonly obstacle: Obstacle

  constructor(appointment: Appointment, kind: ChangeKind, obstacle: Obstacle) {
    super('The appointment cannot be changed online')
    this.appointment = appointment
    this.kind = kind
    this.obstacle = obstacle
  }
}

/** The request was closed before the patient could withdraw it. */
export class CannotWithdraw extends Error {
  /** As it was when the form arrived. */
  readonly appointment: Appointment

  constructor(appointment: Appointment) {
    super('The request is not open any more')
    this.appointment = appointment
  }
}

/** The chosen time is no longer free. The change was not made. */
export class TimeTaken extends Error {}
