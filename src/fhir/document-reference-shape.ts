import { z } from 'zod'

/*
 * A DocumentReference that the aggregator accepts: the Get Appointments API's schema and the rules in its text. As strict as
 * theirs can be, because one that is invalid would cost the patient the whole list.
 */

/** One line that is not empty. */
const words = z
  .string()
  .regex(/^\P{Cc}+$/u)
  .regex(/\S/)
const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const absolute = z.url({ protocol: /^https?$/ })
const identifier = z.strictObject({ system: absolute, value: words })
const identifiedBy = (system: string, value: RegExp) =>
  z.strictObject({ system: z.literal(system), value: z.string().regex(value) })

export const documentReferenceShape = z.strictObject({
  resourceType: z.literal('DocumentReference'),
  id: guid,
  extension: z.tuple([
    z.strictObject({
      url: z.literal('https://fhir.nhs.uk/StructureDefinition/Extension-Document-ReadReceipt'),
      valueCode: z.enum(['Unread', 'Seen', 'Read']),
    }),
  ]),
  identifier: z.array(identifier).length(2),
  status: z.literal('current'),
  docStatus: z.enum(['final', 'amended']),
  subject: z.strictObject({
    type: z.literal('Patient'),
    identifier: identifiedBy('https://fhir.nhs.uk/Id/nhs-number', /^[1-9]\d{9}$/),
  }),
  date: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
  custodian: z.strictObject({
    type: z.literal('Organization'),
    identifier: identifiedBy('https://fhir.nhs.uk/Id/ods-organization-code', /^[A-Z0-9]{2,6}$/),
    display: words,
  }),
  description: words,
  content: z.tuple([
    z.strictObject({
      attachment: z.strictObject({
        contentType: z.literal('application/pdf'),
        url: absolute.regex(/\/document\/[0-9a-f-]{36}\?extSystemName=[\w-]+&trackingId=[0-9a-f-]{36}$/),
      }),
    }),
  ]),
  context: z
    .strictObject({
      related: z.tuple([
        z.strictObject({
          type: z.literal('Appointment'),
          reference: absolute.regex(/\/FHIR\/R4\/Appointment\/[0-9a-f-]{36}$/),
        }),
      ]),
    })
    .optional(),
})
