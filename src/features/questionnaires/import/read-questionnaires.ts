/** A questionnaire that a file holds. */
export interface FoundQuestionnaire {
  /** The file, and which entry of its bundle. */
  name: string
  resource: unknown
}

/** The questionnaires in a file of FHIR JSON: one resource, or a Bundle of them. Anything else is said to be a fault. */
export function readQuestionnaires(file: string, content: string): FoundQuestionnaire[] | { fault: string } {
  let resource: unknown
  try {
    // A byte order mark is no JSON.
    resource = JSON.parse(content.replace(/^\uFEFF/, ''))
  } catch {
    return {
      fault: content.trimStart().startsWith('<') ? 'is XML: only FHIR JSON is supported' : 'is not JSON',
    }
  }
  if (typeOf(resource) !== 'Bundle') return [{ name: file, resource }]
  const { entry } = resource as { entry?: unknown }
  if (!Array.isArray(entry) || entry.length === 0) return { fault: 'is a Bundle without entries' }
  return entry.map((each, index) => ({ name: `${file}, entry ${index + 1}`, resource: each?.resource }))
}

function typeOf(resource: unknown): unknown {
  return (resource as { resourceType?: unknown } | null)?.resourceType
}
