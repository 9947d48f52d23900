import { isGuid, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { Retention } from '../../database/expiry.ts'
import { type HeldChange, heldColumns } from '../staff-work/staff-work.ts'
import type { Task } from './task.ts'
import { type Row, task } from './task-row.ts'

/**
 * Three years after their end: so long a patient can bring a claim, in which it matters what was answered and decided. Open
 * tasks are kept. What belongs to a task has the same rule in its own store.
 */
export const taskRetention: Retention = {
  table: 'task',
  key: 'id',
  since: 'closed_at',
  keepFor: Temporal.Duration.from({ hours: 24 * 365 * 3 }),
}

/** For a table with the id of its task in `task_id`. */
export function retentionWithTask(table: string): Retention {
  return { ...taskRetention, table, key: 'task_id', of: taskRetention }
}

export type NewTask = Pick<
  Task,
  'id' | 'trustOdsCode' | 'patientId' | 'kind' | 'appointmentId' | 'openedAt' | 'promisedBy'
>

export async function addTask(transaction: Transaction, added: NewTask): Promise<void> {
  await transaction('task').insert({
    id: added.id,
    trust_ods_code: added.trustOdsCode,
    patient_id: added.patientId,
    kind: added.kind,
    appointment_id: added.appointmentId,
    opened_at: toColumn(added.openedAt),
    promised_by: toColumn(added.promisedBy),
  })
}

/** A task by id and trust together, in any state. `kinds`: those that the member of staff may see. */
export async function findTaskOfTrust(
  database: Database,
  { trustOdsCode, kinds }: { trustOdsCode: string; kinds: readonly string[] },
  id: unknown,
): Promise<Task | undefined> {
  if (!isGuid(id)) return undefined
  const row: Row | undefined = await database('task')
    .where({ id, trust_ods_code: trustOdsCode })
    .whereIn('kind', kinds)
    .first()
  return row && task(row)
}

/** A task by id and patient together, in any state. */
export async function findTaskOfPatient(
  database: Database,
  { patientId, kind }: { patientId: string; kind: string },
  id: unknown,
): Promise<Task | undefined> {
  if (!isGuid(id)) return undefined
  const row: Row | undefined = await database('task').where({ id, patient_id: patientId, kind }).first()
  return row && task(row)
}

/** Some tasks of a patient: open ones first, then the latest closed. */
export async function listTasksOfPatient(
  database: Database,
  { patientId, kind }: { patientId: string; kind: string },
  { limit, offset }: { limit: number; offset: number },
): Promise<Task[]> {
  const rows: Row[] = await database('task')
    .where({ patient_id: patientId, kind })
    .orderByRaw("case when status = 'open' then 0 else 1 end")
    .orderBy([
      { column: 'opened_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .offset(offset)
    .limit(limit)
  return rows.map(task)
}

export async function countOpenOfPatient(
  database: Database,
  { patientId, kind }: { patientId: string; kind: string },
): Promise<number> {
  const row = await database('task')
    .where({ patient_id: patientId, kind, status: 'open' })
    .count({ total: '*' })
    .first()
  return Number(row?.total)
}

/** What a step changes; what is left out stays. */
export interface TaskChange extends HeldChange {
  closed?: {
    status: 'closed' | 'withdrawn'
    outcome: string | null
    reply: string | null
    at: Temporal.Instant
    by: string | null
  }
}

/** Changes this version of an open task; false if it has changed or been closed since. */
export async function saveTask(
  transaction: Transaction,
  { id, version }: Pick<Task, 'id' | 'version'>,
  { closed, ...held }: TaskChange,
): Promise<boolean> {
  const changed = await transaction('task')
    .where({ id, version, status: 'open' })
    .update({
      version: version + 1,
      ...heldColumns(held),
      ...(closed && {
        status: closed.status,
        outcome: closed.outcome,
        reply: closed.reply,
        closed_at: toColumn(closed.at),
        closed_by: closed.by,
      }),
    })
  return changed === 1
}
