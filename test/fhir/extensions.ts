/** The names of the extensions of an appointment. */

export const PRIORITY = 'Extension-ServiceRequest-Priority'
export const MEDIUM = 'Extension-Consultation-Medium'
export const REQUEST = 'Extension-Appointment-RequestStatus'
export const LINK = 'Extension-Portal-Link'

interface Extension {
  url: string
  valueUrl?: string
  valueCode?: string
  valueCoding?: { code: string }
}

/** The value of an extension, of any type; undefined if there is none. */
export function extensionOf(resource: { extension: Extension[] }, name: string): string | undefined {
  const of = (each: Extension) => each.url === `https://fhir.nhs.uk/StructureDefinition/${name}`
  const found = resource.extension.find(of)
  return found?.valueUrl ?? found?.valueCode ?? found?.valueCoding?.code
}
