import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { SHOWN } from './letter-store.ts'

/**
 * Letters that are due to be posted and not marked yet, the longest due first. What the patient is not shown online is left
 * to the hospital: it may have good reason not to write to their home.
 */
export async function listDue(
  database: Database,
  now: Temporal.Instant,
  limit: number,
): Promise<{ id: string; patientId: string }[]> {
  const rows = await database('letter')
    .whereRaw('post_after is not null and to_post_at is null')
    .where('post_after', '<=', toColumn(now))
    .whereRaw('(post_always = 1 or read_at is null)')
    .whereRaw(SHOWN, [toColumn(now)])
    .orderBy(['post_after', 'id'])
    .limit(limit)
    .select('id', 'patient_id')
  return rows.map(row => ({ id: row.id, patientId: row.patient_id }))
}

/** Marks a letter that is still due. Answers its new version; undefined if it has been read or marked meanwhile. */
export async function markToPost(
  transaction: Transaction,
  id: string,
  now: Temporal.Instant,
): Promise<number | undefined> {
  const marked = await transaction('letter')
    .where({ id, to_post_at: null })
    .whereNotNull('post_after')
    .whereRaw('(post_always = 1 or read_at is null)')
    .update({ to_post_at: toColumn(now), version: transaction.raw('version + 1') })
  return marked ? versionOf(transaction, id) : undefined
}

/** A letter on the list of the mail room. */
export interface LetterToPost {
  id: string
  sourceId: string
  datedOn: Temporal.PlainDate
  markedAt: Temporal.Instant
  /** When the patient opened it after all. */
  readAt: Temporal.Instant | null
  patient: { id: string; givenName: string; familyName: string; nhsNumber: string; hospitalNumber: string }
}

/** The longest marked first. */
export async function listToPost(
  database: Database,
  trustOdsCode: string,
  limit: number,
): Promise<LetterToPost[]> {
  const rows = await toPost(database, trustOdsCode)
    .orderBy(['letter.to_post_at', 'letter.id'])
    .limit(limit)
    .select(
      ...['letter.id', 'letter.source_id', 'letter.dated_on', 'letter.to_post_at', 'letter.read_at'],
      ...[
        'letter.patient_id',
        'patient.given_name',
        'patient.family_name',
        'patient.nhs_number',
        'patient.local_patient_id',
      ],
    )
  return rows.map(row => ({
    id: row.id,
    sourceId: row.source_id,
    datedOn: Temporal.PlainDate.from(row.dated_on),
    markedAt: fromColumn(row.to_post_at),
    readAt: row.read_at && fromColumn(row.read_at),
    patient: {
      id: row.patient_id,
      givenName: row.given_name,
      familyName: row.family_name,
      nhsNumber: row.nhs_number,
      hospitalNumber: row.local_patient_id,
    },
  }))
}

export async function countToPost(database: Database, trustOdsCode: string): Promise<number> {
  const row = await toPost(database, trustOdsCode).count({ total: 'letter.id' }).first()
  return Number(row?.total)
}

/** Takes a letter of the trust from the list. `not-needed`: only if the patient has opened it. */
export async function endPost(
  transaction: Transaction,
  { id, trustOdsCode }: { id: string; trustOdsCode: string },
  { by, outcome }: { by: string; outcome: 'posted' | 'not-needed' },
  now: Temporal.Instant,
): Promise<{ version: number; patientId: string } | undefined> {
  const letters = transaction('letter')
    .where({ id, trust_ods_code: trustOdsCode, post_ended_at: null })
    .whereNotNull('to_post_at')
  if (outcome === 'not-needed') letters.whereNotNull('read_at')
  const ended = await letters.update({
    post_ended_at: toColumn(now),
    post_outcome: outcome,
    post_ended_by: by,
    version: transaction.raw('version + 1'),
  })
  if (!ended) return undefined
  const row = await transaction('letter').where({ id }).first('version', 'patient_id')
  return { version: Number(row?.version), patientId: String(row?.patient_id) }
}

/** Not those that the hospital took back or replaced, nor of patients who have died. */
function toPost(database: Database, trustOdsCode: string) {
  return database('letter')
    .join('patient', 'patient.id', 'letter.patient_id')
    .where('letter.trust_ods_code', trustOdsCode)
    .whereRaw('letter.to_post_at is not null and letter.post_ended_at is null')
    .whereRaw('letter.withdrawn_at is null and letter.superseded_by is null and patient.death_date is null')
}

async function versionOf(transaction: Transaction, id: string): Promise<number> {
  const row = await transaction('letter').where({ id }).first('version')
  return Number(row?.version)
}
