import { fromColumn, toColumn } from '../../../database/columns.ts'
import type { Database } from '../../../database/database.ts'
import type { GivenFields } from './arriving-letter.ts'
import type { LetterRefused } from './refusal.ts'

/* Letters that the PAS has added to `letter_arrival`, and that are not taken in yet. */

/** Their ids, oldest first. */
export async function listArrivals(database: Database, limit: number): Promise<string[]> {
  return database('letter_arrival')
    .whereRaw('refused is null')
    .orderBy(['arrived_at', 'id'])
    .limit(limit)
    .pluck('id')
}

export interface ArrivalRow {
  /** As a manifest names them, without the files. */
  fields: GivenFields
  pdf: Buffer | null
  html: string | null
}

export async function findArrival(database: Database, id: string): Promise<ArrivalRow | undefined> {
  const row = await database('letter_arrival').where({ id }).first()
  return (
    row && {
      fields: {
        id: row.source_id,
        trust: row.trust_ods_code,
        nhs_number: row.nhs_number,
        date_of_birth: row.date_of_birth,
        kind: row.kind,
        specialty: row.treatment_function_code,
        date: row.dated_on,
        appointment: row.appointment_pas_id,
        embargoed_until: row.embargoed_until && fromColumn(row.embargoed_until).toString(),
        supersedes: row.supersedes,
        withdrawn: row.withdrawn ? 'true' : 'false',
      },
      pdf: row.pdf,
      html: row.html,
    }
  )
}

export async function removeArrival(database: Database, id: string): Promise<void> {
  await database('letter_arrival').where({ id }).delete()
}

/** It stays, for the hospital to see why, until it is corrected and set back, or removed. */
export async function refuseArrival(
  database: Database,
  id: string,
  { code, field }: LetterRefused,
  now: Temporal.Instant,
): Promise<void> {
  await database('letter_arrival')
    .where({ id })
    .update({ refused: code, refused_field: field ?? null, refused_at: toColumn(now) })
}

export async function countArrivals(database: Database): Promise<{ waiting: number; refused: number }> {
  const waiting = await database('letter_arrival').whereRaw('refused is null').count({ total: 'id' }).first()
  const refused = await database('letter_arrival').whereNotNull('refused').count({ total: 'id' }).first()
  return { waiting: Number(waiting?.total), refused: Number(refused?.total) }
}
