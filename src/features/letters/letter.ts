import type { Subject } from '../../shared/subject.ts'
import type { Appointment } from '../appointments/appointments.ts'

/** What a letter is about, as the reporting service of the NHS App distinguishes them. */
export type LetterKind = 'referral' | 'scheduling' | 'outcome' | 'update'

/** `tagged`: a PDF with text and structure. `text`: with text, but without structure. `image`: without text. */
export type FileFormat = 'tagged' | 'text' | 'image'

/** Seen: its page was shown. Read: the whole letter was sent to the patient. */
export type Receipt = 'Unread' | 'Seen' | 'Read'

export interface Letter {
  id: string
  patientId: string
  trustOdsCode: string
  trustName: string
  /** The ways to contact the trust. */
  contact: Pick<Appointment['contact'], 'phone' | 'hours' | 'smsNumber' | 'email' | 'postalAddress'>
  /** The hospital's own id of the letter. */
  sourceId: string
  appointmentId: string | null
  kind: LetterKind
  treatmentFunctionCode: string | null
  specialty: string | null
  datedOn: Temporal.PlainDate
  importedAt: Temporal.Instant
  file: { id: string; size: number; pages: number | null; format: FileFormat }
  /** The file with its {@link Block}s. Null: there is only the PDF. */
  htmlFileId: string | null
  /** Whether it replaces an earlier letter. */
  replaces: boolean
  receipt: Receipt
  readAt: Temporal.Instant | null
  post: LetterPost
  version: number
}

/** How a letter gets onto paper, if it does. */
export interface LetterPost {
  /** When it is due to be posted. Null: the portal does not have it posted. */
  after: Temporal.Instant | null
  /** The patient also wants paper, so that it is posted even when it has been read. */
  always: boolean
  markedAt: Temporal.Instant | null
  endedAt: Temporal.Instant | null
  outcome: 'posted' | 'not-needed' | null
}

export function letterSubject({ id, version }: Pick<Letter, 'id' | 'version'>): Required<Subject> {
  return { type: 'letter', id, version }
}
