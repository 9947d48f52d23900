import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { isDuplicateKey } from '../../database/faults.ts'
import { insertRows } from '../../database/insert-rows.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import { onlyEligible } from '../patients/patients.ts'

/** What the Record Service is told of: it has an id of ours for each. */
export type RecordKind = 'appointments'

export interface UnregisteredPatient {
  patientId: string
  nhsNumber: string
}

/** Eligible patients it does not know of; when there are none, those told before a resend was asked for. */
export async function patientsToRegister(
  database: Database,
  { kind, limit, now }: { kind: RecordKind; limit: number; now: Temporal.Instant },
): Promise<UnregisteredPatient[]> {
  const fresh = await eligible(database, kind, now)
    .whereNull('told_record.patient_id')
    .limit(limit)
    .select('patient.id', 'patient.nhs_number')
  if (fresh.length > 0) return fresh.map(toTell)

  const resend = await database('resend_records').where('kind', kind).first('asked_at')
  if (!resend) return []
  const asked = toColumn(fromColumn(resend.asked_at))
  const again = await eligible(database, kind, now)
    .where(before =>
      before.where('told_record.last_told_at', '<', asked).orWhereNull('told_record.last_told_at'),
    )
    .where(unless => unless.whereNull('told_record.refused_at').orWhere('told_record.refused_at', '<', asked))
    .limit(limit)
    .select('patient.id', 'patient.nhs_number')
  return again.map(toTell)
}

/** It knows of them, as of then. Another worker may have told it of the same. */
export async function markRegistered(
  database: Database,
  kind: RecordKind,
  patients: readonly UnregisteredPatient[],
  at: Temporal.Instant,
): Promise<void> {
  await mark(database, kind, patients, { last_told_at: toColumn(at), refused_at: null }, toColumn(at))
}

/** It will not have them: they are not sent again until a full resend. */
export async function markRefused(
  database: Database,
  kind: RecordKind,
  patients: readonly UnregisteredPatient[],
  at: Temporal.Instant,
): Promise<void> {
  await mark(database, kind, patients, { refused_at: toColumn(at) }, null)
}

/** From now on everybody is sent again, after those who are new. */
export async function requestResend(
  database: Database,
  kind: RecordKind,
  now: Temporal.Instant,
): Promise<void> {
  const asked = { asked_at: toColumn(now) }
  if ((await database('resend_records').where('kind', kind).update(asked)) === 0)
    await database('resend_records').insert({ kind, ...asked })
}

/** How many different patients it had been told of by then. */
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
const AT_ONCE = 1000

async function mark(
  database: Database,
  kind: RecordKind,
  patients: readonly UnregisteredPatient[],
  changes: { last_told_at?: string; refused_at: string | null },
  firstTold: string | null,
): Promise<void> {
  for (let start = 0; start < patients.length; start += AT_ONCE) {
    const ids = patients.slice(start, start + AT_ONCE).map(({ patientId }) => patientId)
    await retryTransient(() =>
      database.transaction(async transaction => {
        const known: string[] = await transaction('told_record')
          .where('kind', kind)
          .whereIn('patient_id', ids)
          .pluck('patient_id')
        if (known.length > 0) {
          const theirs = transaction('told_record').where('kind', kind).whereIn('patient_id', known)
          await theirs.clone().update(changes)
          if (firstTold) await theirs.clone().whereNull('first_told_at').update({ first_told_at: firstTold })
        }
        const there = new Set(known)
        const rows = ids
          .filter(id => !there.has(id))
          .map(id => ({
            patient_id: id,
            kind,
            first_told_at: firstTold,
            last_told_at: changes.last_told_at ?? null,
            refused_at: changes.refused_at,
          }))
        if (rows.length > 0) await insertRows(transaction, 'told_record', rows)
      }),
    ).catch(error => {
      // Another worker has marked them meanwhile; those it has not are sent again, which does no harm.
      if (!isDuplicateKey(error)) throw error
    })
  }
}

function eligible(database: Database, kind: RecordKind, now: Temporal.Instant) {
  return database('patient')
    .leftJoin('told_record', on =>
      on.on('told_record.patient_id', 'patient.id').andOnVal('told_record.kind', kind),
    )
    .where(onlyEligible(now))
}

function toTell(row: { id: string; nhs_number: string }): UnregisteredPatient {
  return { patientId: row.id, nhsNumber: row.nhs_number }
}
