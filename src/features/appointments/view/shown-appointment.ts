import type { Appointment } from '../appointment.ts'
import { type MayChange, mayChange } from '../may-change.ts'
import { type Part, sentence, titleSentence } from '../words/sentence.ts'
import { type LatestRequest, type RequestProgress, requestProgress } from './request-progress.ts'

/** What the page of an appointment says, for its patient and for staff who see what the patient sees. */
export interface ShownAppointment {
  appointment: Appointment
  sentence: Part[]
  /** Its beginning, which stays true while the page is kept in a tab or a history. */
  titleSentence: Part[]
  upcoming: boolean
  progress: RequestProgress | undefined
  cancel: MayChange
  reschedule: MayChange
}

/** `latest`: the last request about it, if none is open. */
export function shownAppointment(
  appointment: Appointment,
  latest: LatestRequest | undefined,
  now: Temporal.Instant,
): ShownAppointment {
  return {
    appointment,
    sentence: sentence(appointment, now),
    titleSentence: titleSentence(appointment, now),
    progress: requestProgress(appointment, latest, now),
    upcoming: Temporal.Instant.compare(appointment.endsAt, now) > 0,
    cancel: mayChange(appointment, 'cancel', now),
    reschedule: mayChange(appointment, 'reschedule', now),
  }
}
