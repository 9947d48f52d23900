import type { OpeningHours } from '../../shared/working-hours.ts'
import type { TitleWords } from './words/title-words.ts'

export type Medium = 'FACE_TO_FACE' | 'TELEPHONE' | 'VIDEO_CONSULTATION'

/** How a patient can make a change: at once in the PAS, by a request to the booking team, or only by phone. */
export type ChangeMethod = 'at-once' | 'request' | 'phone'

export type ChangeKind = 'cancel' | 'reschedule'

/** The rules for changes: the clinic's own, or else its trust's. */
export interface Rules {
  cancel: ChangeMethod
  reschedule: ChangeMethod
  minimumNoticeHours: number
  maxChanges: number
  /** A request is answered within this many hours of the booking team's opening times. */
  promiseWorkingHours: number
}

/** The reason of a request that the hospital opens when it closes a clinic. Patients cannot choose it. */
export const CLINIC_CLOSED = 'clinic-closed'

export type Status = 'booked' | 'fulfilled' | 'cancelled' | 'noshow'

/** Where and how a patient is seen. `place` and `site` are set only for appointments in person. */
export interface Where {
  medium: Medium
  place: string | null
  site: { name: string; address: string } | null
  clinician: { name: string; role: string } | null
}

export interface OpenRequest {
  id: string
  kind: ChangeKind
  /** The hospital has closed the clinic and owes the patient another time: the patient has asked for nothing. */
  byHospital: boolean
  requestedAt: Temporal.Instant
  promisedBy: Temporal.Instant
  /** The last claim by a member of staff, which may have lapsed. */
  claim: { at: Temporal.Instant; until: Temporal.Instant } | null
}

/** An appointment as its patient may see it, with its trust's and clinic's rules applied. */
export interface Appointment extends Where {
  /** The GUID in the deep link. */
  id: string
  /** Incremented by every change. */
  version: number
  clinicId: string
  slotId: string | null
  /** Patient-friendly, normally the specialty's name. */
  title: string
  /** The title as pages write it. */
  titleWords: TitleWords
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  encounterClass: 'outpatient' | 'inpatient' | 'daycase'
  priority: 'ROUTINE' | 'URGENT' | 'TWO_WEEK_WAIT'
  status: Status
  /** The status on pages: that of the open request, if there is one, otherwise `status`. */
  shown: Status | 'pending-cancellation' | 'pending-reschedule'
  cancelledBy: 'patient' | 'hospital' | null
  movedToId: string | null
  /** How many times the patient has moved it. */
  changesMade: number
  preparation: string | null
  /** The request that the booking team has not decided yet. */
  request: OpenRequest | null
  trustName: string
  trustOdsCode: string
  /** Its ids in other systems; `pasId` is unique within the trust. */
  externalIds: { pasId: string; ubrn: string | null; pathwayId: string | null }
  treatmentFunctionCode: string
  /** How to contact the booking team. `hours` is `opening` in words, empty if the setting is invalid. */
  contact: {
    phone: string
    opening: OpeningHours
    hours: string
    /** These are the trust's, and it may not have them. */
    smsNumber: string | null
    email: string | null
    postalAddress: string | null
  }
  rules: Rules
}

/** A time that can be booked; instants are UTC. */
export interface FreeTime extends Where {
  slotId: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}
