import type { StaffRole } from '../../../shared/permissions.ts'

/** What is closed: a clinic, or a clinician in all clinics of the trust; the whole period, or some slots of the clinic. */
export interface Scope {
  trustOdsCode: string
  clinicId: string | null
  clinicianId: string | null
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  whole: boolean
}

/** What becomes of a patient: moved to the first time that suits, or put on the worklist. */
export const INTENTIONS = ['first', 'worklist'] as const
export type Intention = (typeof INTENTIONS)[number]

export interface Closure extends Scope {
  id: string
  /** Of the clinic or the clinician. */
  name: string
  /** For colleagues. Patients do not read it. */
  reason: string
  /** For patients without a decision of their own, because they were booked later. */
  intended: Intention
  closedAt: Temporal.Instant
  /** The user id and role of the member of staff. */
  closedBy: string
  closedRole: StaffRole
  reopenedAt: Temporal.Instant | null
  reopenedBy: string | null
  version: number
}

/** An appointment that a closure affects. */
export interface Affected {
  appointmentId: string
  patientId: string
  nhsNumber: string
  givenName: string
  familyName: string
  birthDate: Temporal.PlainDate
  startsAt: Temporal.Instant
  clinicId: string
  clinicName: string
  /** The patient has asked to cancel, so that nothing else is done for them. */
  askedToCancel: boolean
}

/**
 * What became of an affected appointment. `gone`: it had ended, or was somewhere else, when its turn came; `kept`: the clinic
 * was opened again before.
 */
export type Outcome = 'moved' | 'worklist' | 'cancelled-as-asked' | 'gone' | 'kept'

/** An affected appointment about which something is still to be done. */
export interface Left {
  appointmentId: string
  patientId: string
  /** An {@link Intention}, or the id of the slot that was chosen. */
  intended: string
}
