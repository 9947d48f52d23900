import type { Appointment } from '../features/appointments/appointments.ts'
import { type Letter, letterTitle } from '../features/letters/letters.ts'
import type { CallContext } from './appointment.ts'

const EXTENSION = 'https://fhir.nhs.uk/StructureDefinition/Extension'

/**
 * The Get Appointments API's schema DocumentReference. `about`: the appointment that it is about, if the patient is shown that
 * one too. docs/fhir.md lists what the API has and R4 has not.
 */
export function fhirDocumentReference(
  letter: Letter,
  about: Appointment | undefined,
  { nhsNumber, baseUrl, extSystemName, trackingId }: CallContext,
) {
  const { id, trustOdsCode, trustName } = letter
  const link = `${baseUrl}/patient-portal/document/${id}?extSystemName=${extSystemName}&trackingId=${trackingId}`
  return {
    resourceType: 'DocumentReference',
    id,
    extension: [{ url: `${EXTENSION}-Document-ReadReceipt`, valueCode: letter.receipt }],
    identifier: [
      { system: `${baseUrl}/FHIR/R4/pas/${trustOdsCode}/DocumentReference`, value: letter.sourceId },
      { system: `${baseUrl}/FHIR/R4/DocumentReference`, value: id },
    ],
    status: 'current',
    docStatus: letter.replaces ? 'amended' : 'final',
    subject: {
      type: 'Patient',
      identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber },
    },
    date: letter.importedAt.toString({ smallestUnit: 'second' }).replace('Z', '+00:00'),
    custodian: {
      type: 'Organization',
      identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: trustOdsCode },
      display: trustName,
    },
    // As on the portal's own pages. It names neither the patient nor what the letter says.
    description: letterTitle(letter),
    content: [{ attachment: { contentType: 'application/pdf', url: link } }],
    ...(about && {
      context: {
        related: [{ type: 'Appointment', reference: `${baseUrl}/FHIR/R4/Appointment/${about.id}` }],
      },
    }),
  }
}
