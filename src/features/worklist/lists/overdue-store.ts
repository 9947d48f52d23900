import { toColumn } from '../../../database/columns.ts'
import type { Database } from '../../../database/database.ts'
import type { OpeningHours } from '../../../shared/working-hours.ts'
import { openingHours } from '../../appointments/appointments.ts'
import type { Row } from '../change-request-row.ts'
import { requestsOfTrust, type WorklistItem, worklistItem } from '../worklist-store.ts'
import { selectItems } from './list-store.ts'
import type { Viewer } from './worklist-filters.ts'

const OPENING_COLUMNS = ['open_days', 'opens_at', 'closes_at']

/** Open requests of a trust past their promise, the oldest promise first, with the hours of the clinic's booking team. */
export async function listOverdue(
  database: Database,
  viewer: Viewer,
  limit: number,
): Promise<{ item: WorklistItem; opening: OpeningHours }[]> {
  const rows: Row[] = await selectItems(requestsOfTrust(database, viewer, { overdue: true }))
    .join('trust', 'trust.ods_code', 'clinic.trust_ods_code')
    .select(
      OPENING_COLUMNS.map(name =>
        database.raw('coalesce(??, ??) as ??', [`clinic.${name}`, `trust.${name}`, name]),
      ),
    )
    .orderBy([{ column: 'change_request.promised_by' }, { column: 'change_request.id' }])
    .limit(limit)
  return rows.map(row => ({
    item: worklistItem(row),
    opening: openingHours(column => row[column] ?? '').opening,
  }))
}

/** Open requests of a trust past their promise. */
export async function countOverdue(database: Database, { trustOdsCode, now }: Viewer): Promise<number> {
  const row = await database('change_request')
    .where('trust_ods_code', trustOdsCode)
    .whereRaw("status = 'open'")
    .where('promised_by', '<', toColumn(now))
    .count({ total: '*' })
    .first()
  return Number(row?.total)
}
