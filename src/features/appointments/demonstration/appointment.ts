import type { Clinic } from '../../../dev/demonstration/clinic.ts'
import { fixedGuid } from '../../../dev/demonstration/ids.ts'
import type { When } from '../../../dev/demonstration/when.ts'

/** One person's appointment in the demonstration; what is left out is as its clinic has it, and booked. */
export interface Appointment {
  /** One of a kind among the person's own. */
  name: string
  clinic: Clinic
  starts: When
  /** Left out when it lasts as long as the clinic's appointments do. */
  ends?: When
  title?: string
  stay?: 'inpatient' | 'daycase'
  /** The first of a course of care, referred through e-RS. */
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

interface Request {
  kind: 'cancel' | 'reschedule'
  reason: string
  preferredDays?: string
  preferredTimes?: string
  datesToAvoid?: string
  requestedAt: When
}

export interface AppointmentsOf {
  nhsNumber: string
  appointments: readonly Appointment[]
}

/** Fixed: links to it go on working when the demonstration is renewed. */
export function appointmentId(nhsNumber: string, name: string): string {
  return fixedGuid('appointment', nhsNumber, name)
}
