import { z } from 'zod'
import { GUID } from '../shared/guid.ts'

/*
 * An Appointment that the aggregator accepts: the Get Appointments API's schema Appointment and the rules in its text.
 * The aggregator drops the whole response for an invalid one, so this schema is as strict as theirs can be.
 */

const EXTENSION = 'https://fhir.nhs.uk/StructureDefinition/Extension'

/** One line that is not empty, as the NHS App's card shows it. FHIR's string allows more. */
const words = z
  .string()
  .regex(/^\P{Cc}+$/u)
  .regex(/\S/)
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/)
const absolute = z.url({ protocol: /^https?$/ })
const identifier = z.strictObject({ system: absolute, value: words })
const identifiedBy = (system: string, value: RegExp) =>
  z.strictObject({ system: z.literal(system), value: z.string().regex(value) })

const link = z.strictObject({
  url: z.literal(`${EXTENSION}-Portal-Link`),
  valueUrl: absolute.regex(/\/appointment\/[0-9a-f-]{36}\?extSystemName=[\w-]+&trackingId=[0-9a-f-]{36}$/),
})
const medium = z.strictObject({
  url: z.literal(`${EXTENSION}-Consultation-Medium`),
  valueCode: z.enum(['FACE_TO_FACE', 'VIDEO_CONSULTATION', 'TELEPHONE']),
})
const requestStatus = z.strictObject({
  url: z.literal(`${EXTENSION}-Appointment-RequestStatus`),
  valueCode: z.enum(['Pending Cancellation', 'Pending Reschedule']),
})
const priority = z.strictObject({
  url: z.literal(`${EXTENSION}-ServiceRequest-Priority`),
  valueCoding: z.strictObject({
    system: z.literal('https://fhir.nhs.uk/CodeSystem/eRS-Priority'),
    code: z.enum(['ROUTINE', 'URGENT', 'TWO_WEEK_WAIT']),
  }),
})

const specialty = z.strictObject({
  system: z.literal('https://fhir.nhs.uk/CodeSystem/Specialty-1'),
  code: z.string().regex(/^\d{3}$/),
  display: words,
})
const inpatient = z.strictObject({
  system: z.literal('http://terminology.hl7.org/CodeSystem/v3-ActCode'),
  code: z.literal('IMP'),
  display: z.literal('inpatient encounter'),
})

const ODS_CODE = /^[A-Z0-9]{2,6}$/
const accepted = <Actor extends z.ZodType>(actor: Actor) =>
  z.strictObject({ actor, status: z.literal('accepted') })
const patient = z.strictObject({
  type: z.literal('Patient'),
  identifier: identifiedBy('https://fhir.nhs.uk/Id/nhs-number', /^[1-9]\d{9}$/),
})
const trust = z.strictObject({
  type: z.literal('Location'),
  identifier: identifiedBy('https://fhir.nhs.uk/Id/ods-organization-code', ODS_CODE),
  display: words,
})
const place = z.strictObject({ type: z.literal('Location'), display: words })

const referral = z.union([
  identifiedBy('https://fhir.nhs.uk/Id/UBRN', /^\d{12}$/),
  identifiedBy('https://fhir.nhs.uk/Id/PathwayId', /^[A-Za-z0-9]{1,20}$/),
])

export const appointmentShape = z
  .strictObject({
    resourceType: z.literal('Appointment'),
    id: z.string().regex(GUID),
    extension: z.union([z.tuple([link, medium, priority]), z.tuple([link, medium, requestStatus, priority])]),
    identifier: z.array(identifier).length(2),
    status: z.enum(['booked', 'fulfilled', 'cancelled', 'noshow']),
    specialty: z.tuple([z.strictObject({ coding: z.tuple([specialty]) })]),
    appointmentType: z.strictObject({ coding: z.tuple([inpatient]) }).optional(),
    description: words,
    start: instant,
    end: instant,
    slot: z.tuple([z.strictObject({ identifier })]).optional(),
    basedOn: z.tuple([z.strictObject({ identifier: z.array(referral).min(1).max(2) })]).optional(),
    participant: z.union([
      z.tuple([accepted(patient), accepted(trust)]),
      z.tuple([accepted(patient), accepted(trust), accepted(place)]),
    ]),
  })
  .refine(({ start, end }) => start < end, { path: ['end'], message: 'must be after the start' })
