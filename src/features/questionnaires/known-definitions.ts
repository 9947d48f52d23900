import type { Database } from '../../database/database.ts'
import type { Definition } from './definition/definition.ts'
import { findContent } from './definition-store.ts'

/** Parsed, by id: a definition never changes, and reading a large one takes longer than the rest of a page. */
const known = new Map<string, Definition>()
const MAX_KNOWN = 100

/** What a questionnaire asks. Throws when it is not there: the import adds definitions and nothing removes them. */
export async function definitionOf(database: Database, id: string): Promise<Definition> {
  const before = known.get(id)
  if (before) return before
  const content = await findContent(database, id)
  if (content === undefined) throw new Error('A questionnaire without its definition')
  const definition: Definition = JSON.parse(content)
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(id, definition)
  return definition
}
