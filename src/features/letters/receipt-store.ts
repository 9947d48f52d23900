import { toColumn } from '../../database/columns.ts'
import type { Transaction } from '../../database/database.ts'

/** A letter that was opened in time is not posted, and is not looked at again by the job that marks what is due. */
const NOT_DUE_ANY_MORE = 'case when post_always = 0 and to_post_at is null then null else post_after end'

/** Notes what the patient was sent, unless it is noted already. Answers the letter's new version. */
export async function noteReceipt(
  transaction: Transaction,
  { id, patientId }: { id: string; patientId: string },
  receipt: 'Seen' | 'Read',
  now: Temporal.Instant,
): Promise<number | undefined> {
  const at = toColumn(now)
  const changed = await transaction('letter')
    .where({ id, patient_id: patientId, [receipt === 'Read' ? 'read_at' : 'seen_at']: null })
    .update({
      seen_at: transaction.raw('coalesce(seen_at, ?)', [at]),
      ...(receipt === 'Read' && { read_at: at, post_after: transaction.raw(NOT_DUE_ANY_MORE) }),
      version: transaction.raw('version + 1'),
    })
  if (!changed) return undefined
  const row = await transaction('letter').where({ id }).first('version')
  return Number(row?.version)
}
