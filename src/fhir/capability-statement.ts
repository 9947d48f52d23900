/** What the API can do, for `GET /FHIR/R4/metadata`. It needs no token, and says nothing about any patient. */
export function capabilityStatement(searched: readonly string[], baseUrl: string) {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-29',
    kind: 'instance',
    software: { name: 'Patient portal' },
    implementation: { description: 'Get Appointments API of the NHS App', url: `${baseUrl}/FHIR/R4` },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        documentation:
          'Every search needs patient:identifier, once. All other parameters, also _format, _count and _summary, are ignored. Bundles have no pages, and no link of relation self, because it would repeat the NHS number.',
        security: {
          description: 'OAuth 2.0 client credentials, and the ID token of the patient in NHSD-ID-Token',
        },
        resource: searched.map(type => ({
          type,
          interaction: [{ code: 'search-type' }],
          searchParam: [
            { name: 'patient:identifier', type: 'token', documentation: 'The NHS number of the patient' },
          ],
        })),
      },
    ],
  }
}
