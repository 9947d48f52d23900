import { randomUUID } from 'node:crypto'
import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'

/** A FHIR R4 Questionnaire in one version. It never changes, so that answers always belong to what was asked. */
export interface DefinitionRow {
  id: string
  url: string
  version: string
  title: string
  type: string
  /** The only trust that uses it; null for every trust. */
  trustOdsCode: string | null
  /** SHA-256 of the content. */
  contentHash: string
  importedAt: Temporal.Instant
  /** From then on it is not given to any more patients. */
  retiredAt: Temporal.Instant | null
}

export type NewDefinition = Omit<DefinitionRow, 'id' | 'retiredAt'> & {
  /** The resource as JSON. */
  content: string
}

/** Returns the id. The database refuses a second one of the same address and version. */
export async function addDefinition(transaction: Transaction, added: NewDefinition): Promise<string> {
  const id = randomUUID()
  await transaction('questionnaire_definition').insert({
    id,
    url: added.url,
    version: added.version,
    title: added.title,
    type: added.type,
    trust_ods_code: added.trustOdsCode,
    content: added.content,
    content_hash: added.contentHash,
    imported_at: toColumn(added.importedAt),
  })
  return id
}

export async function findPublished(
  database: Database,
  url: string,
  version: string,
): Promise<DefinitionRow | undefined> {
  const row = await database('questionnaire_definition').where({ url, version }).first(COLUMNS)
  return row && definition(row)
}

export async function findDefinition(database: Database, id: string): Promise<DefinitionRow | undefined> {
  const row = await database('questionnaire_definition').where({ id }).first(COLUMNS)
  return row && definition(row)
}

/** The resource as JSON. It may be large, so only pages that need it read it. */
export async function findContent(database: Database, id: string): Promise<string | undefined> {
  const row = await database('questionnaire_definition').where({ id }).first('content')
  return row?.content
}

/** More than a trust uses at a time. */
const MAX_DEFINITIONS = 500

/** Those that a trust may give to patients, by title, the newest version first. */
export async function listDefinitionsOfTrust(
  database: Database,
  trustOdsCode: string,
): Promise<DefinitionRow[]> {
  const rows: Row[] = await database('questionnaire_definition')
    .where(theirs => theirs.whereNull('trust_ods_code').orWhere('trust_ods_code', trustOdsCode))
    .whereNull('retired_at')
    .orderBy([
      { column: 'title', order: 'asc' },
      { column: 'imported_at', order: 'desc' },
      { column: 'id', order: 'asc' },
    ])
    .limit(MAX_DEFINITIONS)
    .select(COLUMNS)
  return rows.map(definition)
}

/** Older versions of the same questionnaire, which are not given to any more patients. Answers how many. */
export async function retireOtherVersions(
  transaction: Transaction,
  { id, url }: Pick<DefinitionRow, 'id' | 'url'>,
  now: Temporal.Instant,
): Promise<number> {
  return transaction('questionnaire_definition')
    .where({ url })
    .whereNot({ id })
    .whereNull('retired_at')
    .update({ retired_at: toColumn(now) })
}

const COLUMNS = [
  'id',
  'url',
  'version',
  'title',
  'type',
  'trust_ods_code',
  'content_hash',
  'imported_at',
  'retired_at',
]

type Row = Record<string, string | Date | null>

function definition(row: Row): DefinitionRow {
  return {
    id: String(row.id),
    url: String(row.url),
    version: String(row.version),
    title: String(row.title),
    type: String(row.type),
    trustOdsCode: row.trust_ods_code as string | null,
    contentHash: String(row.content_hash),
    importedAt: fromColumn(row.imported_at as string | Date),
    retiredAt: row.retired_at === null ? null : fromColumn(row.retired_at as string | Date),
  }
}
