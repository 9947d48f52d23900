import type { Appointment } from '../features/appointments/appointments.ts'
import { type Questionnaire, stageOf } from '../features/questionnaires/questionnaires.ts'
import type { CallContext } from './appointment.ts'
import { specialtyName } from './specialties.ts'

/** Our codes for the kinds of questionnaire: the API names none but `pifu-triage`. */
const CODES: Readonly<Record<string, string>> = {
  'Pre-appointment questionnaire': 'pre-appointment',
  'Post-appointment questionnaire': 'post-appointment',
}

/**
 * The Get Appointments API's schema Task: a questionnaire that the patient is asked to answer. `about`: the appointment that it is
 * about, if the patient is shown that one too. docs/fhir.md lists what the API has and R4 has not.
 */
export function fhirTask(
  questionnaire: Questionnaire,
  about: Appointment | undefined,
  { nhsNumber, baseUrl, extSystemName, trackingId }: CallContext,
  now: Temporal.Instant,
) {
  const { availableFrom, completedAt, expiresAt, id, revokedAt, title, trustName, trustOdsCode, type } =
    questionnaire
  const stage = stageOf(questionnaire, now)
  const changedAt = completedAt ?? revokedAt
  // It may be taken back before it is available, and FHIR has it no earlier than `authoredOn`.
  const modified =
    changedAt && (Temporal.Instant.compare(changedAt, availableFrom) > 0 ? changedAt : availableFrom)
  const link = `${baseUrl}/patient-portal/questionnaire/${id}?extSystemName=${extSystemName}&trackingId=${trackingId}`
  return {
    resourceType: 'Task',
    id,
    ...(about && { extension: [treatmentFunction(about)] }),
    // One that was not answered in time cannot be answered any more.
    status: stage === 'expired' ? 'cancelled' : stage,
    intent: 'plan',
    description: title,
    ...(about && { focus: { type: 'Appointment', reference: `${baseUrl}/FHIR/R4/Appointment/${about.id}` } }),
    for: { type: 'Patient', identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber } },
    authoredOn: utc(availableFrom),
    ...(modified && { lastModified: utc(modified) }),
    owner: {
      type: 'Organization',
      identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: trustOdsCode },
      display: trustName,
    },
    reasonCode: {
      coding: [
        {
          system: 'https://fhir.nhs.uk/StructureDefinition/Extension-Questionnaire-Type',
          code: CODES[type] ?? 'general-update',
          display: type,
        },
      ],
      text: type,
    },
    reasonReference: { type: 'Questionnaire', reference: link },
    ...(expiresAt && { restriction: { period: { end: utc(expiresAt) } } }),
  }
}

function treatmentFunction({ title, treatmentFunctionCode: code }: Appointment) {
  return {
    url: 'https://fhir.nhs.uk/StructureDefinition/Extension-Task-TreatmentFunction',
    valueCoding: {
      system: 'https://fhir.nhs.uk/CodeSystem/Specialty-1',
      code,
      display: specialtyName(code) ?? title,
    },
  }
}

/** Such as 2026-07-01T08:30:00+00:00. */
function utc(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' }).replace('Z', '+00:00')
}
