import type { Knex } from 'knex'
import type { Database } from '../../../database/database.ts'
import {
  afterOpen,
  lastEndFirst,
  orderOpen,
  type Viewer,
  type WorkCursor,
} from '../../staff-work/staff-work.ts'
import { REQUEST_COLUMNS, type Row } from '../change-request-row.ts'
import { ITEM_COLUMNS, requestsOfTrust, type WorklistItem, worklistItem } from '../worklist-store.ts'
import type { WorklistFilters } from './worklist-filters.ts'

/** Requests of a trust in the order of the filters, after `after`. */
export async function listRequests(
  database: Database,
  viewer: Viewer,
  filters: WorklistFilters,
  { after, limit }: { after?: WorkCursor | undefined; limit: number },
): Promise<WorklistItem[]> {
  const query = selectItems(requestsOfTrust(database, viewer, filters)).limit(limit)
  if (filters.state) lastEndFirst(query, 'change_request', 'decided_at', after)
  else {
    orderOpen(query, 'change_request', filters)
    if (after) afterOpen(query, 'change_request', after, filters)
  }
  const rows: Row[] = await query
  return rows.map(worklistItem)
}

/** The number of open requests of these filters; with `after`, of those that come after it. */
export async function countListed(
  database: Database,
  viewer: Viewer,
  filters: WorklistFilters,
  after?: WorkCursor,
): Promise<number> {
  const query = requestsOfTrust(database, viewer, filters)
  if (after) afterOpen(query, 'change_request', after, filters)
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
