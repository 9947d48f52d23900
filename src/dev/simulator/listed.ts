import { z } from 'zod'
import { formatDateAndTime } from '../../shared/dates.ts'

/*
 * Parses the portal's answer as the aggregator does, by the published schema: one fault in one appointment rejects
 * all of them. It shares no code with the portal's own validation, so that both do not have the same mistake.
 */

const EXTENSIONS = 'https://fhir.nhs.uk/StructureDefinition/Extension-'

const extension = z.object({
  url: z.string().startsWith(EXTENSIONS),
  valueUrl: z.url().optional(),
  valueCode: z.string().optional(),
})
const actor = z.object({
  type: z.enum(['Patient', 'Location', 'Practitioner', 'HealthcareService']),
  identifier: z.object({ system: z.url(), value: z.string().min(1) }).optional(),
  display: z.string().min(1).optional(),
})

type Extensions = z.infer<typeof extension>[]
type Participants = { actor: z.infer<typeof actor> }[]

const appointment = z
  .object({
    resourceType: z.literal('Appointment'),
    id: z.guid(),
    extension: z.array(extension).min(2),
    status: z.enum(['booked', 'fulfilled', 'cancelled', 'noshow']),
    description: z.string().min(1),
    specialty: z
      .array(z.object({ coding: z.array(z.object({ system: z.url(), code: z.string().length(3) })).min(1) }))
      .length(1),
    appointmentType: z
      .object({ coding: z.array(z.object({ code: z.enum(['IMP', 'AMB', 'HH']) })) })
      .optional(),
    start: z.iso.datetime({ offset: true }),
    end: z.iso.datetime({ offset: true }).optional(),
    participant: z.array(z.object({ actor, status: z.literal('accepted') })).min(1),
  })
  .refine(each => extensionOf(each.extension, 'Portal-Link')?.startsWith('http'), 'no portal link')
  .refine(each => extensionOf(each.extension, 'Consultation-Medium'), 'no consultation medium')
  .refine(each => trustOf(each.participant), 'no trust')
  .refine(each => each.appointmentType === undefined || each.end, 'a stay without an end')

type Appointment = z.infer<typeof appointment>

const bundle = z
  .object({
    resourceType: z.literal('Bundle'),
    type: z.literal('searchset'),
    total: z.number().int().min(0),
    entry: z.array(z.object({ fullUrl: z.url(), resource: appointment })).optional(),
  })
  .refine(({ entry = [], total }) => entry.length === total, 'the total is wrong')

/** An appointment in the NHS App's list. */
export interface ListedAppointment {
  id: string
  title: string
  when: string
  place: string
  /** The aggregator's code for status and request together. */
  code: string
  upcoming: boolean
  link: string
}

/** Throws ZodError if any part of the answer is invalid. */
export function parseAppointments(answer: unknown, now: Temporal.Instant): ListedAppointment[] {
  const { entry = [] } = bundle.parse(answer)
  return entry.map(({ resource }) => toListed(resource, now))
}

function toListed(from: Appointment, now: Temporal.Instant): ListedAppointment {
  const start = Temporal.Instant.from(from.start)
  const end = Temporal.Instant.from(from.end ?? from.start)
  return {
    id: from.id,
    title: /appointment$/i.test(from.description) ? from.description : `${from.description} appointment`,
    when: formatDateAndTime(start),
    place: placeOf(from.participant),
    code: codeOf(from),
    upcoming: Temporal.Instant.compare(end, now) > 0,
    link: extensionOf(from.extension, 'Portal-Link') ?? '',
  }
}

/** For example `bookedPendingCancellation`; without a pending request, the status alone. */
function codeOf(from: Appointment): string {
  const request = extensionOf(from.extension, 'Appointment-RequestStatus') ?? ''
  return request.startsWith('Pending ') ? from.status + request.replace(' ', '') : from.status
}

/** The place, or else the name of the trust. */
function placeOf(participants: Participants): string {
  const place = participants.find(({ actor: { type, identifier } }) => type === 'Location' && !identifier)
  return place?.actor.display ?? trustOf(participants)?.display ?? ''
}

function trustOf(participants: Participants) {
  const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code'
  return participants.find(({ actor: { identifier } }) => identifier?.system === ODS)?.actor
}

function extensionOf(extensions: Extensions, name: string): string | undefined {
  const found = extensions.find(({ url }) => url === EXTENSIONS + name)
  return found?.valueUrl ?? found?.valueCode
}
