import type { OpeningHours } from '../../shared/working-hours.ts'

/** The statuses of a FHIR Task, as the NHS App lists it. */
export type QuestionnaireStatus = 'requested' | 'in-progress' | 'completed' | 'cancelled'

/** What the NHS App tells apart. */
export const QUESTIONNAIRE_TYPES = [
  'Pre-appointment questionnaire',
  'Post-appointment questionnaire',
  'General update questionnaire',
] as const
export type QuestionnaireType = (typeof QUESTIONNAIRE_TYPES)[number]

export interface TrustContact {
  phone: string
  opening: OpeningHours
  /** `opening` in words, empty if the setting is invalid. */
  hours: string
  smsNumber: string | null
  email: string | null
  postalAddress: string | null
}

/** A questionnaire that one patient is asked to answer. */
export interface Questionnaire {
  id: string
  trustOdsCode: string
  trustName: string
  /** How to contact the trust. */
  contact: TrustContact
  /** Staff act on a flagged answer within this many hours of their opening times. */
  promiseWorkingHours: number
  patientId: string
  /** The version of the definition that it keeps, also when there are newer ones. */
  definitionId: string
  title: string
  type: string
  appointmentId: string | null
  status: QuestionnaireStatus
  version: number
  source: 'staff' | 'rule' | 'pas'
  askedAt: Temporal.Instant
  availableFrom: Temporal.Instant
  expiresAt: Temporal.Instant | null
  startedAt: Temporal.Instant | null
  completedAt: Temporal.Instant | null
  /** `staff`: it was answered by phone. */
  completedBy: 'patient' | 'proxy' | 'staff' | null
  revokedAt: Temporal.Instant | null
}

/** How things are with a questionnaire: its status, or `expired` when it was not answered in time. */
export type QuestionnaireStage = QuestionnaireStatus | 'expired'

export function stageOf(
  { expiresAt, status }: Pick<Questionnaire, 'expiresAt' | 'status'>,
  now: Temporal.Instant,
): QuestionnaireStage {
  const isOpen = status === 'requested' || status === 'in-progress'
  return isOpen && expiresAt && Temporal.Instant.compare(expiresAt, now) <= 0 ? 'expired' : status
}

export function questionnaireSubject({ id, version }: Pick<Questionnaire, 'id' | 'version'>) {
  return { type: 'questionnaire', id, version }
}
