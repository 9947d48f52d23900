/** A bundle of all results: the Get Appointments API has no paging. FHIR does not allow empty lists. */
export function searchset<Resource extends { resourceType: string; id: string }>(
  resources: readonly Resource[],
  { baseUrl, correlationId }: { baseUrl: string; correlationId: string },
) {
  const entry = resources.map(resource => ({
    fullUrl: `${baseUrl}/FHIR/R4/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode: 'match' },
  }))
  return {
    resourceType: 'Bundle',
    ...(correlationId && { id: correlationId }),
    type: 'searchset',
    total: entry.length,
    ...(entry.length > 0 && { entry }),
  }
}
