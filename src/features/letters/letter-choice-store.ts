import { toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { isDuplicateKey } from '../../database/faults.ts'

/** What a patient may choose at a trust. */
export interface LetterChoice {
  trustOdsCode: string
  trustName: string
  byPost: boolean
}

/** At the trusts that let patients choose, by name. */
export async function listChoices(database: Database, patientId: string): Promise<LetterChoice[]> {
  const rows = await database('trust')
    .leftJoin('letter_choice', join =>
      join
        .on('letter_choice.trust_ods_code', 'trust.ods_code')
        .andOnVal('letter_choice.patient_id', patientId),
    )
    .where('trust.letters_also_by_post', true)
    .whereNotNull('trust.post_letters_after_hours')
    .orderBy('trust.name')
    .select('trust.ods_code', 'trust.name', 'letter_choice.by_post')
  return rows.map(row => ({
    trustOdsCode: row.ods_code,
    trustName: row.name,
    byPost: Boolean(row.by_post),
  }))
}

export async function saveChoice(
  transaction: Transaction,
  { patientId, trustOdsCode }: { patientId: string; trustOdsCode: string },
  byPost: boolean,
  now: Temporal.Instant,
): Promise<void> {
  const whose = { patient_id: patientId, trust_ods_code: trustOdsCode }
  const values = { by_post: byPost, chosen_at: toColumn(now) }
  const update = () =>
    transaction('letter_choice')
      .where(whose)
      .update({ ...values, version: transaction.raw('version + 1') })
  if (await update()) return
  try {
    await transaction('letter_choice').insert({ ...whose, ...values })
  } catch (error) {
    // Another tab has just chosen.
    if (!isDuplicateKey(error)) throw error
    await update()
  }
}
