import type { ChangeKind } from '../appointments/appointments.ts'
import type { Held, WorkStep } from '../staff-work/staff-work.ts'

/** `withdrawn`: by the patient. `lapsed`: there is nothing left to decide, such as when the date has passed. */
export type RequestStatus = 'open' | 'done' | 'declined' | 'withdrawn' | 'lapsed'

export type Outcome = Exclude<RequestStatus, 'open'>

/** A patient's request to the booking team. */
export interface ChangeRequest extends Held {
  id: string
  appointmentId: string
  patientId: string
  kind: ChangeKind
  status: RequestStatus
  /** Incremented by every step of the work on it, and by its end. */
  version: number
  requestedAt: Temporal.Instant
  promisedBy: Temporal.Instant
  decidedAt: Temporal.Instant | null
  /** Why it was declined, in words for the patient. */
  reply: string | null
  /** Since when the patient waits to be told what staff have decided; null when there is nothing to tell. */
  untoldSince: Temporal.Instant | null
  /** Codes of the pages that ask for a change. */
  reason: string
  /** The hospital has closed the clinic and owes the patient another time: the patient has asked for nothing. */
  byHospital: boolean
  preferredDays: readonly string[]
  preferredTimes: readonly string[]
  datesToAvoid: string | null
}

/** A step in the history of a request. That it was received is in the request itself. */
export type RequestEvent = WorkStep<RequestEventKind>

/** `told`: the patient was told the outcome. `assigned`: the note is the user id of the assignee. */
export type RequestEventKind =
  | 'claimed'
  | 'taken-over'
  | 'released'
  | 'noted'
  | 'assigned'
  | 'unassigned'
  | 'marked-urgent'
  | 'marked-normal'
  | 'told'
  | Outcome
