import type { Clinic } from '../../../dev/demonstration/clinic.ts'
import { fixedGuid } from '../../../dev/demonstration/ids.ts'
import type { When } from '../../../dev/demonstration/when.ts'

/**
 * An appointment of a demonstration person. Fields left out have the values of the clinic; the default status is
 * booked.
 */
export interface Appointment {
  /** Unique among the person's appointments. */
  name: string
  clinic: Clinic
  starts: When
  /** Left out if it lasts as long as other appointments of the clinic. */
  ends?: When
  title?: string
  stay?: 'inpatient' | 'daycase'
  /** The first appointment after a referral through e-RS. */
  first?: boolean
  outcome?: 'on-time' | 'late-but-seen' | 'too-late-to-be-seen' | 'missed'
  cancelled?: { by: 'patient' | 'hospital'; reason: string; at: When }
  /** The name of the appointment it was moved to. */
  movedTo?: string
  changesMade?: number
  hidden?: boolean
  holding?: boolean
  request?: Request
}

export interface Request {
  kind: 'cancel' | 'reschedule'
  reason: string
  preferredDays?: string
  preferredTimes?: string
  datesToAvoid?: string
  requestedAt: When
  claimed?: { at: When; until: When }
  declined?: { at: When; reply: string }
}

export interface AppointmentsOf {
  nhsNumber: string
  appointments: readonly Appointment[]
}

/** The id never changes, so links to an appointment still work after the demonstration is renewed. */
export function appointmentId(nhsNumber: string, name: string): string {
  return fixedGuid('appointment', nhsNumber, name)
}
