import { randomUUID } from 'node:crypto'
import { isGuid, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Retention } from '../../database/expiry.ts'
import type { StaffActor } from '../../shared/actor.ts'

/** What staff search for: an NHS number without spaces, or the beginnings of names. Everything given must fit. */
export interface SearchTerms {
  nhsNumber: string
  familyName: string
  givenName: string
  /** CCYY-MM-DD, or empty. */
  birthDate: string
}

/** As long as a session of staff can last. */
const KEPT_FOR = Temporal.Duration.from({ hours: 12 })

export const patientSearchRetention: Retention = {
  table: 'patient_search',
  key: 'id',
  since: 'searched_at',
  keepFor: KEPT_FOR,
}

type Searcher = Pick<StaffActor, 'userId' | 'trustOdsCode'>

/** Keeps a search and returns its id, which can stand in an address. */
export async function saveSearch(
  database: Database,
  { userId, trustOdsCode }: Searcher,
  terms: SearchTerms,
  now: Temporal.Instant,
): Promise<string> {
  const id = randomUUID()
  await database('patient_search').insert({
    id,
    staff_user_id: userId,
    trust_ods_code: trustOdsCode,
    terms: JSON.stringify(terms),
    searched_at: toColumn(now),
  })
  return id
}

/** A search of this person at this trust; undefined when there is none, or when it has expired. */
export async function findSearch(
  database: Database,
  { userId, trustOdsCode }: Searcher,
  id: unknown,
  now: Temporal.Instant,
): Promise<SearchTerms | undefined> {
  if (!isGuid(id)) return undefined
  const row = await database('patient_search')
    .where({ id, staff_user_id: userId, trust_ods_code: trustOdsCode })
    .where('searched_at', '>', toColumn(now.subtract(KEPT_FOR)))
    .first('terms')
  return row && JSON.parse(row.terms)
}
