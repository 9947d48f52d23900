import { randomUUID } from 'node:crypto'
import { fromColumn, toColumn } from '../../../database/columns.ts'
import type { Database, Transaction } from '../../../database/database.ts'
import { insertRows } from '../../../database/insert-rows.ts'
import type { Period } from '../../../shared/dates.ts'
import type { Medium } from '../../appointments/appointments.ts'
import type { PlannedTime } from './planned.ts'

/** What new slots have beside their times. Where and with whom are those of the clinic's last slot in person. */
export interface SlotValues {
  medium: Medium
  capacity: number
  place: string | null
  siteOdsCode: string | null
}

/** The slots of a clinic that overlap the period: their times. The caller has found the clinic for its trust. */
export async function listTimes(
  database: Database,
  clinicId: string,
  { from, until }: Period,
): Promise<PlannedTime[]> {
  const rows = await database('slot')
    .where('clinic_id', clinicId)
    .where('starts_at', '<', toColumn(until))
    .where('ends_at', '>', toColumn(from))
    .select('starts_at', 'ends_at')
  return rows.map(row => ({ startsAt: fromColumn(row.starts_at), endsAt: fromColumn(row.ends_at) }))
}

/** Where patients of the clinic go: place and site of its latest slot in person. */
export async function findPlace(
  database: Database,
  clinicId: string,
): Promise<Pick<SlotValues, 'place' | 'siteOdsCode'>> {
  const row = await database('slot')
    .where({ clinic_id: clinicId, medium: 'FACE_TO_FACE' })
    .orderBy('starts_at', 'desc')
    .first('place', 'site_ods_code')
  return { place: row?.place ?? null, siteOdsCode: row?.site_ods_code ?? null }
}

export async function addSlots(
  transaction: Transaction,
  clinicId: string,
  times: readonly PlannedTime[],
  { capacity, medium, place, siteOdsCode }: SlotValues,
): Promise<void> {
  await insertRows(
    transaction,
    'slot',
    times.map(({ startsAt, endsAt }) => ({
      id: randomUUID(),
      clinic_id: clinicId,
      medium,
      site_ods_code: siteOdsCode,
      place,
      starts_at: toColumn(startsAt),
      ends_at: toColumn(endsAt),
      capacity,
    })),
  )
}
