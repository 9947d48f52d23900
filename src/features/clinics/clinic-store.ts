import { fromColumn, isGuid, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Period } from '../../shared/dates.ts'
import type { Medium } from '../appointments/appointments.ts'

export interface Clinic {
  id: string
  name: string
}

/** Places of slots that have not begun. A blocked slot has no free ones. */
export interface Places {
  free: number
  booked: number
  blocked: number
}

export interface Slot {
  id: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  medium: Medium
  place: string | null
  siteName: string | null
  clinicianName: string | null
  capacity: number
  booked: number
  isBlocked: boolean
}

/** The clinics of a trust by name, each with its places in the period. */
export async function listClinics(
  database: Database,
  trustOdsCode: string,
  period: Period,
): Promise<(Clinic & { places: Places })[]> {
  const rows = await database('clinic')
    .leftJoin('slot', during =>
      during
        .on('slot.clinic_id', 'clinic.id')
        .andOnVal('slot.starts_at', '>', toColumn(period.from))
        .andOnVal('slot.starts_at', '<', toColumn(period.until)),
    )
    .where('clinic.trust_ods_code', trustOdsCode)
    .groupBy('clinic.id', 'clinic.patient_facing_name')
    .orderBy([{ column: 'clinic.patient_facing_name' }, { column: 'clinic.id' }])
    .select('clinic.id', 'clinic.patient_facing_name as name')
    .select(database.raw(COUNTS))
  return rows.map(({ id, name, ...counts }) => ({ id, name, places: placesOf(counts) }))
}

/** A clinic by id and trust together. */
export async function findClinic(
  database: Database,
  trustOdsCode: string,
  id: unknown,
): Promise<Clinic | undefined> {
  if (!isGuid(id)) return undefined
  return database('clinic')
    .where({ id, trust_ods_code: trustOdsCode })
    .first('id', 'patient_facing_name as name')
}

/** The slots of a clinic that start in the period, soonest first. The caller has found the clinic for its trust. */
export async function listSlots(
  database: Database,
  clinicId: string,
  { from, until }: Period,
): Promise<Slot[]> {
  const rows = await database('slot')
    .leftJoin('site', 'site.ods_code', 'slot.site_ods_code')
    .leftJoin('clinician', 'clinician.id', 'slot.clinician_id')
    .where('slot.clinic_id', clinicId)
    .where('slot.starts_at', '>=', toColumn(from))
    .where('slot.starts_at', '<', toColumn(until))
    .orderBy([{ column: 'slot.starts_at' }, { column: 'slot.id' }])
    .select('slot.*', 'site.name as site_name', 'clinician.name as clinician_name')
  return rows.map(row => ({
    id: row.id,
    startsAt: fromColumn(row.starts_at),
    endsAt: fromColumn(row.ends_at),
    medium: row.medium,
    place: row.place,
    siteName: row.site_name,
    clinicianName: row.clinician_name,
    capacity: row.capacity,
    booked: row.booked,
    isBlocked: row.blocks > 0,
  }))
}

const COUNTS = `
  sum(case when slot.blocks = 0 then slot.capacity - slot.booked else 0 end) as free,
  sum(slot.booked) as booked,
  sum(case when slot.blocks > 0 then slot.capacity - slot.booked else 0 end) as blocked`

/** Sums over no rows are null. */
function placesOf({ free, booked, blocked }: Record<keyof Places, number | null>): Places {
  return { free: free ?? 0, booked: booked ?? 0, blocked: blocked ?? 0 }
}
