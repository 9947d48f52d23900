import { actorColumns } from '../../database/actor-columns.ts'
import { toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { Actor } from '../../shared/actor.ts'
import { stepFrom } from '../staff-work/staff-work.ts'
import type { Task, TaskEvent, TaskEventKind } from './task.ts'
import { retentionWithTask } from './task-store.ts'

export const taskEventRetention = retentionWithTask('task_event')

export interface NewTaskEvent {
  event: TaskEventKind
  actor: Actor
  at: Temporal.Instant
  note?: string | undefined
}

/** Adds a step to the history. `version`: the version of the task that the step has made. */
export async function addTaskEvent(
  transaction: Transaction,
  { id, version }: Pick<Task, 'id' | 'version'>,
  { event, actor, at, note }: NewTaskEvent,
): Promise<void> {
  await transaction('task_event').insert({
    task_id: id,
    version,
    at: toColumn(at),
    event,
    ...actorColumns(actor),
    note: note ?? null,
  })
}

/** The history of a task, oldest first. The caller has found the task for its patient or its trust. */
export async function listTaskEvents(database: Database, taskId: string): Promise<TaskEvent[]> {
  const rows = await database('task_event').where('task_id', taskId).orderBy('version')
  return rows.map(row => stepFrom<TaskEventKind>(row))
}
