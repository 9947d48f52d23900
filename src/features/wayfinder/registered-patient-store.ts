import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { isDuplicateKey } from '../../database/faults.ts'
import { insertRows } from '../../database/insert-rows.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import { whereEligible } from '../patients/patients.ts'

/** The kinds of record a patient is registered for: the Record Service has given the portal a client id for each. */
export type RecordKind = 'appointments'

export interface UnregisteredPatient {
  patientId: string
  nhsNumber: string
}

/** Eligible patients not yet registered; if there are none, those registered before the last requested resend. */
export async function patientsToRegister(
  database: Database,
  { kind, limit, now }: { kind: RecordKind; limit: number; now: Temporal.Instant },
): Promise<UnregisteredPatient[]> {
  const fresh = await eligible(database, kind, now)
    .whereNull('told_record.patient_id')
    .limit(limit)
    .select('patient.id', 'patient.nhs_number')
  if (fresh.length > 0) return fresh.map(toUnregistered)

  const resend = await database('resend_records').where('kind', kind).first('asked_at')
  if (!resend) return []
  const requestedAt = toColumn(fromColumn(resend.asked_at))
  const again = await eligible(database, kind, now)
    .where(before =>
      before.where('told_record.last_told_at', '<', requestedAt).orWhereNull('told_record.last_told_at'),
    )
    .where(unless =>
      unless.whereNull('told_record.refused_at').orWhere('told_record.refused_at', '<', requestedAt),
    )
    .limit(limit)
    .select('patient.id', 'patient.nhs_number')
  return again.map(toUnregistered)
}

/** Marks patients as registered since `at`. Another worker may mark the same patients at the same time. */
export async function markRegistered(
  database: Database,
  kind: RecordKind,
  patients: readonly UnregisteredPatient[],
  at: Temporal.Instant,
): Promise<void> {
  await mark(database, kind, patients, { last_told_at: toColumn(at), refused_at: null }, toColumn(at))
}

/** Marks patients as refused: they are not sent again until a resend is requested. */
export async function markRefused(
  database: Database,
  kind: RecordKind,
  patients: readonly UnregisteredPatient[],
  at: Temporal.Instant,
): Promise<void> {
  await mark(database, kind, patients, { refused_at: toColumn(at) }, null)
}

/** Requests that all patients are sent again, after those not yet registered. */
export async function requestResend(
  database: Database,
  kind: RecordKind,
  now: Temporal.Instant,
): Promise<void> {
  const request = { asked_at: toColumn(now) }
  if ((await database('resend_records').where('kind', kind).update(request)) === 0)
    await database('resend_records').insert({ kind, ...request })
}

/** How many different patients had been registered by that time. */
export async function countRegistered(
  database: Database,
  kind: RecordKind,
  by: Temporal.Instant,
): Promise<number> {
  const row = await database('told_record')
    .where('kind', kind)
    .where('first_told_at', '<=', toColumn(by))
    .count({ total: 'patient_id' })
    .first()
  return Number(row?.total)
}

export async function countRefusedRecords(database: Database): Promise<number> {
  const row = await database('told_record').whereNotNull('refused_at').count({ total: 'patient_id' }).first()
  return Number(row?.total)
}

/** SQL Server takes 2,100 parameters in a statement. */
const ROWS_PER_STATEMENT = 1000

async function mark(
  database: Database,
  kind: RecordKind,
  patients: readonly UnregisteredPatient[],
  changes: { last_told_at?: string; refused_at: string | null },
  firstRegistered: string | null,
): Promise<void> {
  for (let start = 0; start < patients.length; start += ROWS_PER_STATEMENT) {
    const ids = patients.slice(start, start + ROWS_PER_STATEMENT).map(({ patientId }) => patientId)
    await retryTransient(() =>
      database.transaction(async transaction => {
        const existing: string[] = await transaction('told_record')
          .where('kind', kind)
          .whereIn('patient_id', ids)
          .pluck('patient_id')
        if (existing.length > 0) {
          const theirs = transaction('told_record').where('kind', kind).whereIn('patient_id', existing)
          await theirs.clone().update(changes)
          if (firstRegistered)
            await theirs.clone().whereNull('first_told_at').update({ first_told_at: firstRegistered })
        }
        const registered = new Set(existing)
        const rows = ids
          .filter(id => !registered.has(id))
          .map(id => ({
            patient_id: id,
            kind,
            first_told_at: firstRegistered,
            last_told_at: changes.last_told_at ?? null,
            refused_at: changes.refused_at,
          }))
        if (rows.length > 0) await insertRows(transaction, 'told_record', rows)
      }),
    ).catch(error => {
      // Another worker has just marked some of them. The rest are sent again later, which is harmless.
      if (!isDuplicateKey(error)) throw error
    })
  }
}

function eligible(database: Database, kind: RecordKind, now: Temporal.Instant) {
  return database('patient')
    .leftJoin('told_record', on =>
      on.on('told_record.patient_id', 'patient.id').andOnVal('told_record.kind', kind),
    )
    .where(whereEligible(now))
}

function toUnregistered(row: { id: string; nhs_number: string }): UnregisteredPatient {
  return { patientId: row.id, nhsNumber: row.nhs_number }
}
