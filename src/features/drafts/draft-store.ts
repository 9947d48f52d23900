import { randomUUID } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Retention } from '../../database/expiry.ts'
import { isDuplicateKey } from '../../database/faults.ts'
import { fixedQuery } from '../../database/fixed-query.ts'

/** What a draft belongs to. `personId`: the patient who acts; `patientId`: the patient whose record it is. */
export interface DraftKey {
  personId: string
  patientId: string
  /** At most 40 characters. */
  journey: string
  subject: { type: string; id: string }
}

const KEPT_FOR = Temporal.Duration.from({ hours: 24 })

export const draftRetention: Retention = {
  table: 'draft',
  key: 'id',
  since: 'saved_at',
  keepFor: KEPT_FOR,
}

export async function saveDraft(
  database: Database,
  key: DraftKey,
  answers: string,
  now: Temporal.Instant,
): Promise<void> {
  const values = { answers, saved_at: toColumn(now) }
  const update = () => database('draft').where(columns(key)).update(values)
  if ((await update()) > 0) return
  try {
    await database('draft').insert({ id: randomUUID(), ...columns(key), ...values })
  } catch (error) {
    // Another tab has just saved the first answer.
    if (!isDuplicateKey(error)) throw error
    await update()
  }
}

/** Undefined when there is none, or when it has expired. */
export async function findDraft(
  database: Database,
  key: DraftKey,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const { personId, patientId, journey, subject } = key
  const after = toColumn(now.subtract(KEPT_FOR))
  const row = await draftOf(database, personId, patientId, journey, subject.type, subject.id, after)
  return row?.answers
}

const draftOf = fixedQuery<
  [personId: string, patientId: string, journey: string, type: string, id: string, after: string],
  { answers: string } | undefined
>((database, personId, patientId, journey, type, id, after) =>
  database('draft')
    .where(columns({ personId, patientId, journey, subject: { type, id } }))
    .where('saved_at', '>', after)
    .first('answers'),
)

/** Newest first. */
export async function listDrafts(
  database: Database,
  { personId, patientId }: Pick<DraftKey, 'personId' | 'patientId'>,
  now: Temporal.Instant,
): Promise<Pick<DraftKey, 'journey' | 'subject'>[]> {
  const rows = await draftsOf(database, personId, patientId, toColumn(now.subtract(KEPT_FOR)))
  return rows.map(({ journey, subject_type, subject_id }) => ({
    journey,
    subject: { type: subject_type, id: subject_id },
  }))
}

const draftsOf = fixedQuery<
  [personId: string, patientId: string, after: string],
  { journey: string; subject_type: string; subject_id: string }[]
>((database, personId, patientId, after) =>
  database('draft')
    .where({ person_id: personId, patient_id: patientId })
    .where('saved_at', '>', after)
    .orderBy([
      { column: 'saved_at', order: 'desc' },
      { column: 'id', order: 'asc' },
    ])
    .select('journey', 'subject_type', 'subject_id'),
)

export async function removeDraft(database: Database, key: DraftKey): Promise<void> {
  await database('draft').where(columns(key)).delete()
}

function columns({ personId, patientId, journey, subject }: DraftKey) {
  return {
    person_id: personId,
    patient_id: patientId,
    journey,
    subject_type: subject.type,
    subject_id: subject.id,
  }
}
