import type { OpeningHours } from '../../shared/working-hours.ts'

export type Medium = 'FACE_TO_FACE' | 'TELEPHONE' | 'VIDEO_CONSULTATION'

/** How a change is made: in the PAS at once, by asking the booking team, or only by phone. */
export type How = 'at-once' | 'request' | 'phone'

export type ChangeKind = 'cancel' | 'reschedule'

/** What the trust sets, unless the clinic sets otherwise. */
export interface Rules {
  cancel: How
  reschedule: How
  minimumNoticeHours: number
  maxChanges: number
  /** What a request is promised, counted while the booking team is there. */
  promiseWorkingHours: number
}

export type Status = 'booked' | 'fulfilled' | 'cancelled' | 'noshow'

/** Where and how a person is seen. Place, site and directions are for those who travel. */
export interface Where {
  medium: Medium
  place: string | null
  site: { name: string; address: string } | null
  clinician: { name: string; role: string } | null
}

export interface OpenRequest {
  kind: ChangeKind
  requestedAt: Temporal.Instant
  promisedBy: Temporal.Instant
}

/** An appointment as its patient may see it, with its trust's and clinic's rules applied. */
export interface Appointment extends Where {
  /** GUID; the one in the deep link. */
  id: string
  /** Raised by every change. */
  version: number
  clinicId: string
  slotId: string | null
  /** Patient-friendly, normally the specialty's name. */
  title: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  encounterClass: 'outpatient' | 'inpatient' | 'daycase'
  priority: 'ROUTINE' | 'URGENT' | 'TWO_WEEK_WAIT'
  status: Status
  /** What the patient is told: what they have asked for, if it is open, before what the PAS says. */
  shown: Status | 'pending-cancellation' | 'pending-reschedule'
  cancelledBy: 'patient' | 'hospital' | null
  movedToId: string | null
  /** How often the patient has changed it. */
  changesMade: number
  preparation: string | null
  /** Asked for and not decided: shown before the status. */
  request: OpenRequest | null
  trustName: string
  trustOdsCode: string
  /** As others know it; the PAS's own id is unique within the trust. */
  known: { pasId: string; ubrn: string | null; pathwayId: string | null }
  treatmentFunctionCode: string
  /** The booking team. `hours` is `opening` in words. */
  contact: { phone: string; opening: OpeningHours; hours: string }
  rules: Rules
}

/** A time that can be booked. */
export interface FreeTime extends Where {
  slotId: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}
