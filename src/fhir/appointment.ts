import type { Appointment } from '../features/appointments/appointments.ts'
import { specialtyName } from './specialties.ts'

/** Of whom and in answer to what it is sent. */
export interface For {
  nhsNumber: string
  /** Where the portal is reached. */
  baseUrl: string
  /** GUID of the call, by which a link that was followed is told apart. */
  trackingId: string
}

const EXTENSION = 'https://fhir.nhs.uk/StructureDefinition/Extension'
const REQUEST_STATUS = { cancel: 'Pending Cancellation', reschedule: 'Pending Reschedule' } as const

/** Ours as the aggregator's FHIR: Get Appointments API, schema Appointment (docs/fhir.md says where it breaks R4). */
export function fhirAppointment(appointment: Appointment, to: For) {
  return {
    resourceType: 'Appointment',
    id: appointment.id,
    extension: extensions(appointment, to),
    identifier: [
      { system: pasSystem(appointment, to, 'Appointment'), value: appointment.known.pasId },
      { system: `${to.baseUrl}/FHIR/R4/Appointment`, value: appointment.id },
    ],
    // What the PAS says; what the patient has asked for is an extension, and never changes it.
    status: appointment.status,
    specialty: [{ coding: [specialty(appointment)] }],
    ...(appointment.encounterClass !== 'outpatient' && { appointmentType: { coding: [INPATIENT] } }),
    description: description(appointment.title),
    start: utc(appointment.startsAt),
    end: utc(appointment.endsAt),
    ...(appointment.slotId && {
      slot: [{ identifier: { system: pasSystem(appointment, to, 'Slot'), value: appointment.slotId } }],
    }),
    ...basedOn(appointment),
    participant: participants(appointment, to).map(actor => ({ actor, status: 'accepted' })),
  }
}

function extensions({ id, medium, priority, request }: Appointment, { baseUrl, trackingId }: For) {
  const link = `${baseUrl}/patient-portal/appointment/${id}?extSystemName=patient-portal&trackingId=${trackingId}`
  return [
    { url: `${EXTENSION}-Portal-Link`, valueUrl: link },
    { url: `${EXTENSION}-Consultation-Medium`, valueCode: medium },
    ...(request
      ? [{ url: `${EXTENSION}-Appointment-RequestStatus`, valueCode: REQUEST_STATUS[request.kind] }]
      : []),
    {
      url: `${EXTENSION}-ServiceRequest-Priority`,
      valueCoding: { system: 'https://fhir.nhs.uk/CodeSystem/eRS-Priority', code: priority },
    },
  ]
}

function specialty({ title, treatmentFunctionCode: code }: Appointment) {
  return { system: 'https://fhir.nhs.uk/CodeSystem/Specialty-1', code, display: specialtyName(code) ?? title }
}

/** The aggregator tells a stay from a day case by its dates. */
const INPATIENT = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  code: 'IMP',
  display: 'inpatient encounter',
}

/** "For pre-assessments, this should be explicitly 'Pre-assessment appointment'." */
function description(title: string): string {
  return /^pre-?assessment$/i.test(title) ? 'Pre-assessment appointment' : title
}

/** One entry with a list of identifiers, where R4 allows an identifier: it is what the aggregator reads. */
function basedOn({ known: { pathwayId, ubrn } }: Appointment) {
  const identifier = [
    ...(ubrn ? [{ system: 'https://fhir.nhs.uk/Id/UBRN', value: ubrn }] : []),
    ...(pathwayId ? [{ system: 'https://fhir.nhs.uk/Id/PathwayId', value: pathwayId }] : []),
  ]
  return identifier.length > 0 ? { basedOn: [{ identifier }] } : {}
}

function participants({ place, site, trustName, trustOdsCode }: Appointment, { nhsNumber }: For) {
  // Only who travels needs a place; the words are those of the portal's own page.
  const where = [place, site?.name].filter(Boolean).join(', ')
  return [
    { type: 'Patient', identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber } },
    {
      type: 'Location',
      identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: trustOdsCode },
      display: trustName,
    },
    ...(where ? [{ type: 'Location', display: where }] : []),
  ]
}

/** Ids of the PAS are unique within a trust: "one URI per resource type per NHS Trust". */
function pasSystem({ trustOdsCode }: Appointment, { baseUrl }: For, resource: string): string {
  return `${baseUrl}/FHIR/R4/pas/${trustOdsCode}/${resource}`
}

/** Such as 2026-07-01T08:30:00+00:00. */
function utc(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' }).replace('Z', '+00:00')
}
