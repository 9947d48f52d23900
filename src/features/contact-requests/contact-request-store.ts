import type { Database, Transaction } from '../../database/database.ts'
import { OFFICE_HOURS, type OpeningHours, openingHoursFrom } from '../../shared/working-hours.ts'
import { retentionWithTask } from '../tasks/tasks.ts'
import type { Asked } from './contact-request.ts'

export const contactRequestRetention = retentionWithTask('contact_request')

/** What is asked of the task with this id. */
export async function addContactRequest(
  transaction: Transaction,
  taskId: string,
  { about, words, answerBy, answerTo, suits }: Asked,
): Promise<void> {
  await transaction('contact_request').insert({
    task_id: taskId,
    about,
    words,
    answer_by: answerBy,
    answer_to: answerTo,
    suits,
  })
}

/** What was asked, by the id of its task. The caller has found the tasks for their patient or their trust. */
export async function findAsked(
  database: Database,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, Asked>> {
  const rows = await database('contact_request').whereIn('task_id', taskIds)
  return new Map(
    rows.map(row => [
      row.task_id,
      {
        about: row.about,
        words: row.words,
        answerBy: row.answer_by,
        answerTo: row.answer_to,
        suits: row.suits,
      },
    ]),
  )
}

/** A trust that can be asked, and what it promises. */
export interface AskedTrust {
  odsCode: string
  name: string
  opening: OpeningHours
  promiseWorkingHours: number
}

/** More than a patient reads through. */
const MAX_TRUSTS = 50

/** These trusts by name, or all. */
export async function listAskedTrusts(
  database: Database,
  odsCodes?: readonly string[],
): Promise<AskedTrust[]> {
  const trusts = database('trust')
  if (odsCodes) trusts.whereIn('ods_code', odsCodes)
  const rows = await trusts
    .select('ods_code', 'name', 'promise_working_hours', 'open_days', 'opens_at', 'closes_at')
    .orderBy('name')
    .limit(MAX_TRUSTS)
  return rows.map(row => ({
    odsCode: row.ods_code,
    name: row.name,
    opening:
      openingHoursFrom({ days: row.open_days, opens: row.opens_at, closes: row.closes_at }) ?? OFFICE_HOURS,
    promiseWorkingHours: Number(row.promise_working_hours),
  }))
}
