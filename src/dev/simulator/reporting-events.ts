import { z } from 'zod'

/*
 * The events for log-ins, appointments, admissions, letters and questionnaires, as the Wayfinder Reporting Service specifies
 * them (specification v2.6.2): required fields, lengths and permitted values, and no other fields.
 */

const id = z.string().min(1).max(100)
const nhsNumber = z.string().regex(/^[1-9][0-9]{9}$/)
const odsCode = z.string().max(5)
const date = z.iso.datetime({ offset: true })
const trackingId = z.guid().optional()
const status = z.enum(['booked', 'fulfilled', 'cancelled', 'noshow', 'checked-in']).optional()
const reason = z.enum(['PATIENT', 'HOSPITAL']).optional()

const every = <Code extends string>(code: Code) => ({
  EventCode: z.literal(code),
  /** "To millisecond precision in UTC ISO 8601 format". */
  Timestamp: z.iso.datetime({ precision: 3 }),
})

const inSession = { AppointmentId: id, SessionId: id }
const ofLetter = { DocumentId: id, SessionId: id }
const letterTypes = [
  'Referral letter',
  'Appointment Scheduling letter',
  'Appointment Outcome letter',
  'General update letter',
] as const

export const wayfinderEvent = z.discriminatedUnion('EventCode', [
  z.strictObject({
    ...every('SESSION'),
    NHSNumber: nhsNumber,
    Id: id,
    isOpenInNHSApp: z.boolean(),
    Device: z.string().max(512).optional(),
    Status: z.enum(['success', 'dobMissmatch', 'failed']),
    TrackingId: trackingId,
  }),
  z.strictObject({
    ...every('APPT'),
    NHSNumber: nhsNumber,
    Id: id,
    AppointmentDate: date,
    ODSCode: odsCode,
    Status: status,
  }),
  z.strictObject({ ...every('APPT-VIEW'), ...inSession, TrackingId: trackingId }),
  z.strictObject({ ...every('APPT-REQUEST-CANC'), ...inSession }),
  z.strictObject({ ...every('APPT-REQUEST-RESCH'), ...inSession }),
  z.strictObject({ ...every('APPT-CANC'), AppointmentId: id.optional(), Reason: reason }),
  z.strictObject({
    ...every('APPT-RESCH'),
    AppointmentId: id,
    NewAppointmentId: id.optional(),
    Reason: reason,
  }),
  z.strictObject({ ...every('APPT-DNA'), AppointmentId: id }),
  z.strictObject({
    ...every('DOC'),
    NHSNumber: nhsNumber,
    Id: id,
    AppointmentId: id.optional(),
    DocumentDate: date,
    DocumentType: z.enum(letterTypes),
    ODSCode: odsCode,
    Status: z.enum(['Unread', 'Seen', 'Read']).optional(),
  }),
  z.strictObject({ ...every('DOC-VIEW'), ...ofLetter, TrackingId: trackingId }),
  z.strictObject({ ...every('DOC-OPEN'), ...ofLetter }),
  z.strictObject({
    ...every('QUEST'),
    NHSNumber: nhsNumber,
    Id: id,
    AppointmentId: id.optional(),
    QuestionnaireDate: date,
    QuestionnaireType: z.enum([
      'Pre-appointment questionnaire',
      'Post-appointment questionnaire',
      'General update questionnaire',
      'pifu-triage',
    ]),
    ODSCode: odsCode,
    Status: z.enum(['requested', 'cancelled', 'in-progress', 'completed']).optional(),
  }),
  z.strictObject({ ...every('QUEST-VIEW'), SessionId: id, QuestionnaireId: id, TrackingId: trackingId }),
  z.strictObject({ ...every('QUEST-STARTED'), SessionId: id.optional(), QuestionnaireId: id }),
  z.strictObject({ ...every('QUEST-COMPLETE'), SessionId: id.optional(), QuestionnaireId: id }),
  z.strictObject({ ...every('QUEST-REVOKED'), SessionId: id.optional(), QuestionnaireId: id }),
  z.strictObject({
    ...every('ADMISSION'),
    NHSNumber: nhsNumber,
    Id: id,
    TCIDate: date,
    ODSCode: odsCode,
    Status: status,
    EncounterClass: z.enum(['Inpatient', 'Daycase']).optional(),
  }),
  z.strictObject({ ...every('ADMISSION-VIEW'), ...inSession, TrackingId: trackingId }),
])

export type ReceivedEvent = z.infer<typeof wayfinderEvent>
