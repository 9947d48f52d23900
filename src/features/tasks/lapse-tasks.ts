import { StaleVersion } from '../../database/idempotent.ts'
import { lockPatient } from '../../database/locks.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import type { Job, Worker } from '../../scheduling/leased-job.ts'
import { workThrough } from '../../scheduling/work-through.ts'
import { portalActor } from '../../shared/actor.ts'
import { findOfDead, listOfDead } from './lapsed-task-store.ts'
import type { Task } from './task.ts'
import { PATIENT_DIED } from './task-kind.ts'
import { recordTaskStep } from './task-steps.ts'

/** Tasks closed in one run. */
const BATCH_SIZE = 100

/** Closes tasks for patients who have died, whoever is working on them. */
export const lapseTasks: Job = {
  name: 'tasks',
  pace: { pauseWhenIdle: 60_000 },
  prepare: worker => async signal => {
    return await workThrough({
      entries: await listOfDead(worker.database, BATCH_SIZE),
      size: BATCH_SIZE,
      signal,
      work: task => close(worker, task),
      onError: error => worker.log.error({ kind: 'task', error }, 'task not closed'),
      failure: 'tasks-not-closed',
    })
  },
}

/** Leaves alone a task that has changed since it was read; the next run looks at it again. */
async function close({ database, clock }: Worker, { id, patientId, version }: Task): Promise<void> {
  const at = clock.now()
  const actor = portalActor(lapseTasks.name, patientId)
  const closed = { status: 'closed', outcome: PATIENT_DIED.name, reply: null, at, by: null } as const
  await retryTransient(() =>
    database.transaction(async transaction => {
      await lockPatient(transaction, patientId)
      const task = await findOfDead(transaction, { id, version })
      if (task)
        await recordTaskStep(transaction, task, { claim: null, closed }, { event: 'closed', actor, at })
    }),
  ).catch(error => {
    if (!(error instanceof StaleVersion)) throw error
  })
}
