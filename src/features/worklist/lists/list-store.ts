import type { Knex } from 'knex'
import { toColumn } from '../../../database/columns.ts'
import type { Database } from '../../../database/database.ts'
import { REQUEST_COLUMNS, type Row } from '../change-request-row.ts'
import { ITEM_COLUMNS, requestsOfTrust, type WorklistItem, worklistItem } from '../worklist-store.ts'
import type { Viewer, WorklistCursor, WorklistFilters } from './worklist-filters.ts'

/** Requests of a trust in the order of the filters, after `after`. */
export async function listRequests(
  database: Database,
  viewer: Viewer,
  filters: WorklistFilters,
  { after, limit }: { after?: WorklistCursor | undefined; limit: number },
): Promise<WorklistItem[]> {
  const query = selectItems(requestsOfTrust(database, viewer, filters)).limit(limit)
  if (filters.state) {
    query.orderBy([descending('change_request.decided_at'), descending('change_request.id')])
    if (after) query.where(older => isBefore(older, after))
  } else {
    if (filters.urgentFirst) query.orderBy([descending('change_request.priority')])
    query.orderBy([{ column: 'change_request.promised_by' }, { column: 'change_request.id' }])
    if (after) afterPromise(query, after, filters.urgentFirst)
  }
  const rows: Row[] = await query
  return rows.map(worklistItem)
}

/** The number of open requests of these filters; with `after`, of those that come after it. */
export async function countListed(
  database: Database,
  viewer: Viewer,
  filters: WorklistFilters,
  after?: WorklistCursor,
): Promise<number> {
  const query = requestsOfTrust(database, viewer, filters)
  if (after) afterPromise(query, after, filters.urgentFirst)
  const [row] = await query.count('* as listed')
  return Number(row?.listed)
}

/** Those of these requests that are of this trust, in any state, oldest promise first. */
export async function listChosen(
  database: Database,
  trustOdsCode: string,
  ids: readonly string[],
): Promise<WorklistItem[]> {
  const chosen = database('change_request')
    .whereIn('change_request.id', ids)
    .orderBy([{ column: 'change_request.promised_by' }, { column: 'change_request.id' }])
  const rows: Row[] = await selectItems(chosen).where('clinic.trust_ods_code', trustOdsCode)
  return rows.map(worklistItem)
}

/** The columns of `worklistItem`. */
export function selectItems(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query
    .join('appointment', 'appointment.id', 'change_request.appointment_id')
    .join('patient', 'patient.id', 'appointment.patient_id')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .select([...REQUEST_COLUMNS, ...ITEM_COLUMNS])
}

/** After those of the cursor's priority come the normal ones, whose priority is null. */
function afterPromise(query: Knex.QueryBuilder, after: WorklistCursor, urgentFirst = false): void {
  if (!urgentFirst) isAfter(query, after)
  else if (after.urgent)
    query.where(rest =>
      rest
        .whereNull('change_request.priority')
        .orWhere(urgent => isAfter(urgent.whereNotNull('change_request.priority'), after)),
    )
  else isAfter(query.whereNull('change_request.priority'), after)
}

/** The first condition is what an index can begin at. */
function isAfter(query: Knex.QueryBuilder, { at, id }: WorklistCursor): void {
  const promisedBy = toColumn(at)
  query
    .where('change_request.promised_by', '>=', promisedBy)
    .where(later =>
      later.where('change_request.promised_by', '>', promisedBy).orWhere('change_request.id', '>', id),
    )
}

function isBefore(query: Knex.QueryBuilder, { at, id }: WorklistCursor): void {
  const decidedAt = toColumn(at)
  query
    .where('change_request.decided_at', '<=', decidedAt)
    .where(earlier =>
      earlier.where('change_request.decided_at', '<', decidedAt).orWhere('change_request.id', '<', id),
    )
}

function descending(column: string) {
  return { column, order: 'desc' } as const
}
