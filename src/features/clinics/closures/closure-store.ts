import { fromColumn, isGuid, toColumn } from '../../../database/columns.ts'
import type { Database, Transaction } from '../../../database/database.ts'
import type { Period } from '../../../shared/dates.ts'
import type { Closure } from './closure.ts'

type Row = Record<string, string | number | boolean | null>

export async function addClosure(
  transaction: Transaction,
  closure: Omit<Closure, 'name' | 'reopenedAt' | 'reopenedBy' | 'version'>,
): Promise<void> {
  await transaction('closure').insert({
    id: closure.id,
    trust_ods_code: closure.trustOdsCode,
    clinic_id: closure.clinicId,
    clinician_id: closure.clinicianId,
    starts_at: toColumn(closure.startsAt),
    ends_at: toColumn(closure.endsAt),
    whole: closure.whole,
    reason: closure.reason,
    intended: closure.intended,
    closed_at: toColumn(closure.closedAt),
    closed_by: closure.closedBy,
    closed_role: closure.closedRole,
  })
}

/** A closure by id and trust together. */
export async function findClosure(
  database: Database,
  trustOdsCode: string,
  id: unknown,
): Promise<Closure | undefined> {
  if (!isGuid(id)) return undefined
  const row = await selectClosures(database)
    .where({ 'closure.id': id, 'closure.trust_ods_code': trustOdsCode })
    .first()
  return row && closureOf(row)
}

/** Those of a trust that are in force and have not ended, soonest first. */
export async function listClosures(
  database: Database,
  trustOdsCode: string,
  now: Temporal.Instant,
): Promise<Closure[]> {
  const rows = await inForce(database, now).where('closure.trust_ods_code', trustOdsCode)
  return rows.map(closureOf)
}

/** Those in force that block slots of the clinic in the period, or all of it. The caller has found the clinic. */
export async function listClosuresOfClinic(
  database: Database,
  clinicId: string,
  { from, until }: Period,
): Promise<Closure[]> {
  const rows = await inForce(database, from)
    .where('closure.starts_at', '<', toColumn(until))
    .where(of =>
      of
        .where('closure.clinic_id', clinicId)
        .orWhereExists(
          database('closed_slot')
            .join('slot', 'slot.id', 'closed_slot.slot_id')
            .whereRaw('closed_slot.closure_id = closure.id')
            .where('slot.clinic_id', clinicId)
            .where('slot.starts_at', '>=', toColumn(from))
            .where('slot.starts_at', '<', toColumn(until))
            .select('slot.id'),
        ),
    )
  return rows.map(closureOf)
}

/** Those of all trusts. */
export async function listAllClosures(database: Database, now: Temporal.Instant): Promise<Closure[]> {
  const rows = await inForce(database, now)
  return rows.map(closureOf)
}

/** Serialises the work on a closure. False if it is not in force any more. */
export async function lockClosure(transaction: Transaction, id: string): Promise<boolean> {
  const locked = await transaction('closure')
    .where({ id })
    .whereNull('reopened_at')
    .update({ version: transaction.ref('version') })
  return locked === 1
}

/** False if the closure is not in this version any more. */
export async function markReopened(
  transaction: Transaction,
  { id, version }: Pick<Closure, 'id' | 'version'>,
  by: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const changed = await transaction('closure')
    .where({ id, version })
    .whereNull('reopened_at')
    .update({ reopened_at: toColumn(at), reopened_by: by, version: version + 1 })
  return changed === 1
}

/** The condition is written out, because the database uses a filtered index only for the same one. */
function inForce(database: Database, after: Temporal.Instant) {
  return selectClosures(database)
    .whereRaw('closure.reopened_at is null')
    .where('closure.ends_at', '>', toColumn(after))
    .orderBy([{ column: 'closure.starts_at' }, { column: 'closure.id' }])
}

function selectClosures(database: Database) {
  return database<Row>('closure')
    .leftJoin('clinic', 'clinic.id', 'closure.clinic_id')
    .leftJoin('clinician', 'clinician.id', 'closure.clinician_id')
    .select('closure.*', 'clinic.patient_facing_name as clinic_name', 'clinician.name as clinician_name')
}

function closureOf(row: Row): Closure {
  return {
    id: String(row.id),
    name: String(row.clinic_name ?? row.clinician_name ?? ''),
    trustOdsCode: String(row.trust_ods_code),
    clinicId: row.clinic_id as string | null,
    clinicianId: row.clinician_id as string | null,
    startsAt: fromColumn(row.starts_at as string),
    endsAt: fromColumn(row.ends_at as string),
    whole: Boolean(row.whole),
    reason: String(row.reason),
    intended: row.intended as Closure['intended'],
    closedAt: fromColumn(row.closed_at as string),
    closedBy: String(row.closed_by),
    closedRole: row.closed_role as Closure['closedRole'],
    reopenedAt: row.reopened_at === null ? null : fromColumn(row.reopened_at as string),
    reopenedBy: row.reopened_by as string | null,
    version: Number(row.version),
  }
}
