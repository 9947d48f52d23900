import { z } from 'zod'
import { GUID } from '../shared/guid.ts'

/*
 * A Task that the aggregator accepts: the Get Appointments API's schema and the rules in its text. As strict as theirs can be,
 * because one that is invalid would cost the patient the whole list.
 */

/** One line that is not empty. */
const words = z
  .string()
  .regex(/^\P{Cc}+$/u)
  .regex(/\S/)
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/)
const absolute = z.url({ protocol: /^https?$/ })
const identifiedBy = (system: string, value: RegExp) =>
  z.strictObject({ system: z.literal(system), value: z.string().regex(value) })

const treatmentFunction = z.strictObject({
  url: z.literal('https://fhir.nhs.uk/StructureDefinition/Extension-Task-TreatmentFunction'),
  valueCoding: z.strictObject({
    system: z.literal('https://fhir.nhs.uk/CodeSystem/Specialty-1'),
    code: z.string().regex(/^\d{3}$/),
    display: words,
  }),
})

export const taskShape = z.strictObject({
  resourceType: z.literal('Task'),
  id: z.string().regex(GUID),
  extension: z.tuple([treatmentFunction]).optional(),
  status: z.enum(['requested', 'in-progress', 'completed', 'cancelled']),
  intent: z.literal('plan'),
  description: words,
  focus: z
    .strictObject({
      type: z.literal('Appointment'),
      reference: absolute.regex(/\/FHIR\/R4\/Appointment\/[0-9a-f-]{36}$/),
    })
    .optional(),
  for: z.strictObject({
    type: z.literal('Patient'),
    identifier: identifiedBy('https://fhir.nhs.uk/Id/nhs-number', /^[1-9]\d{9}$/),
  }),
  authoredOn: instant,
  lastModified: instant.optional(),
  owner: z.strictObject({
    type: z.literal('Organization'),
    identifier: identifiedBy('https://fhir.nhs.uk/Id/ods-organization-code', /^[A-Z0-9]{2,6}$/),
    display: words,
  }),
  reasonCode: z.strictObject({
    coding: z.tuple([
      z.strictObject({
        system: z.literal('https://fhir.nhs.uk/StructureDefinition/Extension-Questionnaire-Type'),
        code: z.enum(['pre-appointment', 'post-appointment', 'general-update']),
        display: words,
      }),
    ]),
    text: words,
  }),
  reasonReference: z.strictObject({
    type: z.literal('Questionnaire'),
    reference: absolute.regex(
      /\/questionnaire\/[0-9a-f-]{36}\?extSystemName=[\w-]+&trackingId=[0-9a-f-]{36}$/,
    ),
  }),
  restriction: z.strictObject({ period: z.strictObject({ end: instant }) }).optional(),
})
