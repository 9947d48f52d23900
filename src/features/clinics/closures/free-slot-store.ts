import { fromColumn, toColumn } from '../../../database/columns.ts'
import type { Database } from '../../../database/database.ts'
import type { Medium } from '../../appointments/appointments.ts'

/** A free time that a patient of a closed clinic could be given. */
export interface OfferedSlot {
  id: string
  startsAt: Temporal.Instant
  medium: Medium
  clinicianName: string | null
}

/**
 * The first free slots of a clinic from `from` on, without those that are to be closed. The caller has found the clinic for its
 * trust. `closing`: the query or the ids of the slots that are to be closed.
 */
export async function listFreeSlots(
  database: Database,
  clinicId: string,
  from: Temporal.Instant,
  closing: readonly string[] | ReturnType<Database>,
  limit: number,
): Promise<OfferedSlot[]> {
  const rows = await database('slot')
    .leftJoin('clinician', 'clinician.id', 'slot.clinician_id')
    .where('slot.clinic_id', clinicId)
    .where('slot.starts_at', '>=', toColumn(from))
    .whereRaw('slot.booked < slot.capacity and slot.blocks = 0')
    .whereNotIn('slot.id', closing as never)
    .orderBy([{ column: 'slot.starts_at' }, { column: 'slot.id' }])
    .limit(limit)
    .select('slot.id', 'slot.starts_at', 'slot.medium', 'clinician.name as clinician_name')
  return rows.map(row => ({
    id: row.id,
    startsAt: fromColumn(row.starts_at),
    medium: row.medium,
    clinicianName: row.clinician_name,
  }))
}
