import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { TaskStatus } from './task.ts'

const ENDS = ['closed', 'withdrawn']

/** All tasks that are kept, by state, and how many of them contradict their history. */
export interface TaskBalance {
  received: number
  byState: Record<TaskStatus, number>
  unaccounted: number
}

/**
 * Each task is open, closed with an outcome or withdrawn, and its history says the same: one step that ended it, or none
 * while it is open. What differs is unaccounted for.
 */
export async function taskBalance(database: Database): Promise<TaskBalance> {
  const counts: { status: TaskStatus; total: number }[] = await database('task')
    .groupBy('status')
    .select('status', database.raw('count(*) as total'))
  const of = (status: TaskStatus) => Number(counts.find(row => row.status === status)?.total ?? 0)
  const byState = { open: of('open'), closed: of('closed'), withdrawn: of('withdrawn') }
  const received = counts.reduce((sum, { total }) => sum + Number(total), 0)
  const inStates = Object.values(byState).reduce((sum, total) => sum + total, 0)
  // One after the other: the metrics may use one connection only.
  const unaccounted = received - inStates + (await countOtherEnds(database)) + (await countTwoEnds(database))
  return { received, byState, unaccounted: unaccounted + (await countWithoutEnd(database)) }
}

async function countOtherEnds(database: Database): Promise<number> {
  const row = await database('task_event')
    .join('task', 'task.id', 'task_event.task_id')
    .whereIn('task_event.event', ENDS)
    .whereRaw('task_event.event <> task.status')
    .count({ total: '*' })
    .first()
  return Number(row?.total)
}

async function countTwoEnds(database: Database): Promise<number> {
  const twice = database('task_event')
    .whereIn('event', ENDS)
    .groupBy('task_id')
    .havingRaw('count(*) > 1')
    .select('task_id')
  const row = await database.from(twice.as('twice')).count({ total: '*' }).first()
  return Number(row?.total)
}

/** Only the portal closes tasks, so that one without a step that ended it was closed by something else. */
async function countWithoutEnd(database: Database): Promise<number> {
  const ended = database('task_event').whereRaw('task_event.task_id = task.id').whereIn('event', ENDS)
  const row = await database('task')
    .whereRaw("status <> 'open'")
    .whereNotExists(ended.select('task_id'))
    .count({ total: '*' })
    .first()
  return Number(row?.total)
}

/** Open tasks of all trusts whose promised time has passed. */
export async function countPastPromise(database: Database, now: Temporal.Instant): Promise<number> {
  const row = await database('task')
    .whereRaw("status = 'open'")
    .where('promised_by', '<', toColumn(now))
    .count({ total: '*' })
    .first()
  return Number(row?.total)
}
