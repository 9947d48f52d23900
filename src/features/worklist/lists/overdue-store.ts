import { toColumn } from '../../../database/columns.ts'
import type { Database } from '../../../database/database.ts'
import type { OpeningHours } from '../../../shared/working-hours.ts'
import { openingHours } from '../../appointments/appointments.ts'
import type { Viewer } from '../../staff-work/staff-work.ts'
import type { Row } from '../change-request-row.ts'
import { requestsOfTrust, type WorklistItem, worklistItem } from '../worklist-store.ts'
import { selectItems } from './list-store.ts'

const OPENING = `coalesce(clinic.open_days, trust.open_days) as open_days,
  coalesce(clinic.opens_at, trust.opens_at) as opens_at,
  coalesce(clinic.closes_at, trust.closes_at) as closes_at`

/** Open requests of a trust past their promise, the oldest promise first, with the hours of the clinic's booking team. */
export async function listOverdue(
  database: Database,
  viewer: Viewer,
  limit: number,
): Promise<{ item: WorklistItem; opening: OpeningHours }[]> {
  const rows: Row[] = await selectItems(requestsOfTrust(database, viewer, { overdue: true }))
    .join('trust', 'trust.ods_code', 'clinic.trust_ods_code')
    .select(database.raw(OPENING))
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
