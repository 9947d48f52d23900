import { createHash } from 'node:crypto'
import type { Database } from '../../../database/database.ts'
import { isDuplicateKey } from '../../../database/faults.ts'
import { checkQuestionnaire } from '../definition/check-questionnaire.ts'
import { addDefinition, findPublished, type NewDefinition, retireOtherVersions } from '../definition-store.ts'
import type { QuestionnaireType } from '../questionnaire.ts'

export type ImportedDefinition = { result: 'added' | 'unchanged' } | { faults: string[] }

/** The system of a code of the resource that says what kind of questionnaire it is: docs/questionnaires.md. */
const TYPE_SYSTEM = 'urn:patient-portal:questionnaire-type'
const TYPES = new Map<unknown, QuestionnaireType>([
  ['pre-appointment', 'Pre-appointment questionnaire'],
  ['post-appointment', 'Post-appointment questionnaire'],
  ['general-update', 'General update questionnaire'],
])

/**
 * Adds a FHIR R4 Questionnaire, if all of it can be asked. A version that is there stays as it is: the same one again changes
 * nothing, and another of the same name is refused. Earlier versions are not given to any more patients.
 */
export async function importDefinition(
  database: Database,
  resource: unknown,
  trustOdsCode: string | null,
  now: Temporal.Instant,
): Promise<ImportedDefinition> {
  const checked = checkQuestionnaire(resource)
  if ('faults' in checked) return checked
  const { title, url, version } = checked.definition
  const type = typeOf(resource)
  if (!type) return { faults: [`"code" of ${TYPE_SYSTEM} is not one of ${[...TYPES.keys()].join(', ')}`] }
  const content = JSON.stringify(resource)
  const contentHash = createHash('sha256').update(content).digest('hex')
  const added = { url, version, title, type, trustOdsCode, content, contentHash, importedAt: now }
  return publish(database, added).catch(error => {
    // Another import was faster.
    if (!isDuplicateKey(error)) throw error
    return publish(database, added)
  })
}

function publish(database: Database, added: NewDefinition): Promise<ImportedDefinition> {
  return database.transaction(async transaction => {
    const { contentHash, importedAt, trustOdsCode, url, version } = added
    const published = await findPublished(transaction, url, version)
    if (!published) {
      const id = await addDefinition(transaction, added)
      await retireOtherVersions(transaction, { id, url }, importedAt)
      return { result: 'added' }
    }
    if (published.contentHash !== contentHash)
      return {
        faults: [`version ${version} of ${url} was published with other content: give it a new version`],
      }
    return published.trustOdsCode === trustOdsCode
      ? { result: 'unchanged' }
      : {
          faults: [
            `version ${version} of ${url} was published for ${published.trustOdsCode ?? 'every trust'}`,
          ],
        }
  })
}

function typeOf(resource: unknown): QuestionnaireType | undefined {
  const { code } = resource as { code?: unknown }
  const codes = Array.isArray(code) ? code : []
  const named = codes.find(each => each?.system === TYPE_SYSTEM)
  if (!named) return TYPES.get('general-update')
  return TYPES.get(named.code)
}
