import { isGuid } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { idempotent, StaleVersion } from '../../database/idempotent.ts'
import { lockPatient } from '../../database/locks.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound } from '../../shared/errors.ts'
import { TaskChanged } from './refusals.ts'
import type { Task } from './task.ts'
import type { TaskKind } from './task-kind.ts'
import { findTaskOfTrust } from './task-store.ts'
import { kindsFor } from './tasks.ts'

/** The task in its version, as the member of staff saw it. A form carries all of it. */
export interface TaskSeen {
  id: string
  patientId: string
  version: number
}

interface Work {
  transaction: Transaction
  staff: StaffActor
  task: Task
  kind: TaskKind
  now: Temporal.Instant
}

export type TaskOnce = ReturnType<typeof taskOnce>

/**
 * Makes one step of staff on an open task of their own trust, in one transaction and only once for the same form. Throws
 * {@link NotFound} for a task of another trust or patient and for one of a kind that their role may not see, and
 * {@link TaskChanged} if it has changed since it was seen.
 */
export function taskOnce(database: Database, clock: Clock, allKinds: readonly TaskKind[]) {
  return async (
    actor: Actor,
    operation: string,
    { id, patientId, version }: TaskSeen,
    payload: string,
    step: (work: Work) => Promise<void>,
  ): Promise<void> => {
    requireStaffPermission(actor, 'work-tasks')
    const { trustOdsCode, userId } = actor
    if (!isGuid(id) || !isGuid(patientId)) throw new NotFound()
    const now = clock.now()
    const key = [trustOdsCode, userId, `${operation}-task`, id, patientId, version]
    const kinds = kindsFor(actor, allKinds)
    const seeable = { trustOdsCode, kinds: kinds.map(({ name }) => name) }
    try {
      await idempotent(database, { key, payload, now }, async transaction => {
        await lockPatient(transaction, patientId)
        const task = await findTaskOfTrust(transaction, seeable, id)
        const kind = kinds.find(({ name }) => name === task?.kind)
        if (task?.patientId !== patientId || !kind) throw new NotFound()
        if (task.version !== version || task.status !== 'open') throw new StaleVersion()
        await step({ transaction, staff: actor, task, kind, now })
        return ''
      })
    } catch (error) {
      throw error instanceof StaleVersion ? new TaskChanged() : error
    }
  }
}
