import { StaleVersion } from '../../../database/idempotent.ts'
import { lockPatient } from '../../../database/locks.ts'
import { retryTransient } from '../../../database/retry-transient.ts'
import type { Job, Worker } from '../../../scheduling/leased-job.ts'
import { workThrough } from '../../../scheduling/work-through.ts'
import { portalActor } from '../../../shared/actor.ts'
import type { ChangeRequest } from '../change-request.ts'
import { closeRequest } from '../record-step.ts'
import { fillInClinics, findLapsed, listLapsed } from './lapsing-store.ts'

/** Requests closed in one run. */
const BATCH_SIZE = 100

/** Closes requests of which there is nothing left to decide. */
export const lapseRequests: Job = {
  name: 'requests',
  pace: { pauseWhenIdle: 60_000 },
  prepare: worker => async signal => {
    await fillInClinics(worker.database)
    return await workThrough({
      entries: await listLapsed(worker.database, worker.clock.now(), BATCH_SIZE),
      size: BATCH_SIZE,
      signal,
      work: ({ request }) => lapse(worker, request),
      onError: error => worker.log.error({ kind: 'change-request', error }, 'request not closed'),
      failure: 'requests-not-closed',
    })
  },
}

/** Leaves alone a request that has changed since it was read; the next run looks at it again. */
async function lapse({ database, clock }: Worker, { id, patientId, version }: ChangeRequest): Promise<void> {
  const at = clock.now()
  const actor = portalActor(lapseRequests.name, patientId)
  await retryTransient(() =>
    database.transaction(async transaction => {
      await lockPatient(transaction, patientId)
      const found = await findLapsed(transaction, { id, version }, at)
      if (found)
        await closeRequest(transaction, found.request, { outcome: 'lapsed', actor, at, note: found.why })
    }),
  ).catch(error => {
    if (!(error instanceof StaleVersion)) throw error
  })
}
