import type { Appointment } from '../features/appointments/appointments.ts'
import { specialtyName } from './specialties.ts'

/** The values of an Appointment that come from the call. */
export interface CallContext {
  nhsNumber: string
  /** Of the portal. */
  baseUrl: string
  /** Of the portal, as agreed with Wayfinder. */
  extSystemName: string
  /** A GUID that identifies the call in the links that it returns. */
  trackingId: string
}

const EXTENSION = 'https://fhir.nhs.uk/StructureDefinition/Extension'
const REQUEST_STATUS = { cancel: 'Pending Cancellation', reschedule: 'Pending Reschedule' } as const

/** The Get Appointments API's schema Appointment. docs/fhir.md lists its differences from FHIR R4. */
export function fhirAppointment(appointment: Appointment, context: CallContext) {
  return {
    resourceType: 'Appointment',
    id: appointment.id,
    extension: extensions(appointment, context),
    identifier: [
      { system: pasSystem(appointment, context, 'Appointment'), value: appointment.externalIds.pasId },
      { system: `${context.baseUrl}/FHIR/R4/Appointment`, value: appointment.id },
    ],
    // The status in the PAS. A pending request of the patient does not change it; it is an extension.
    status: appointment.status,
    specialty: [{ coding: [specialty(appointment)] }],
    ...(appointment.encounterClass !== 'outpatient' && { appointmentType: { coding: [INPATIENT] } }),
    description: description(appointment.title),
    start: utc(appointment.startsAt),
    end: utc(appointment.endsAt),
    ...(appointment.slotId && {
      slot: [{ identifier: { system: pasSystem(appointment, context, 'Slot'), value: appointment.slotId } }],
    }),
    ...basedOn(appointment),
    participant: participants(appointment, context).map(actor => ({ actor, status: 'accepted' })),
  }
}

function extensions(
  { id, medium, priority, request }: Appointment,
  { baseUrl, extSystemName, trackingId }: CallContext,
) {
  const link = `${baseUrl}/patient-portal/appointment/${id}?extSystemName=${extSystemName}&trackingId=${trackingId}`
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

/** Also for day cases: the aggregator distinguishes them from longer stays by the dates. */
const INPATIENT = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  code: 'IMP',
  display: 'inpatient encounter',
}

/** "For pre-assessments, this should be explicitly 'Pre-assessment appointment'." */
function description(title: string): string {
  return /^pre-?assessment$/i.test(title) ? 'Pre-assessment appointment' : title
}

/** One entry with a list of identifiers, as the aggregator requires. R4 allows only a single identifier. */
function basedOn({ externalIds: { pathwayId, ubrn } }: Appointment) {
  const identifier = [
    ...(ubrn ? [{ system: 'https://fhir.nhs.uk/Id/UBRN', value: ubrn }] : []),
    ...(pathwayId ? [{ system: 'https://fhir.nhs.uk/Id/PathwayId', value: pathwayId }] : []),
  ]
  return identifier.length > 0 ? { basedOn: [{ identifier }] } : {}
}

function participants({ place, site, trustName, trustOdsCode }: Appointment, { nhsNumber }: CallContext) {
  // Absent for telephone and video appointments. The text is the same as on the portal's page.
  const location = [place, site?.name].filter(Boolean).join(', ')
  return [
    { type: 'Patient', identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber } },
    {
      type: 'Location',
      identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: trustOdsCode },
      display: trustName,
    },
    ...(location ? [{ type: 'Location', display: location }] : []),
  ]
}

/** PAS ids are unique only within a trust, hence "one URI per resource type per NHS Trust". */
function pasSystem({ trustOdsCode }: Appointment, { baseUrl }: CallContext, resource: string): string {
  return `${baseUrl}/FHIR/R4/pas/${trustOdsCode}/${resource}`
}

/** Such as 2026-07-01T08:30:00+00:00. */
function utc(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' }).replace('Z', '+00:00')
}
