import type { Job } from '../../../scheduling/leased-job.ts'
import type { StaffActor } from '../../../shared/actor.ts'
import type { Closure } from './closure.ts'
import { listAllClosures } from './closure-store.ts'
import { workOnClosure } from './work-on-closure.ts'

/** Patients of each closure in one run. */
const BATCH_SIZE = 50

/**
 * Goes on with closures whose work was interrupted, and finds appointments that the PAS has made in closed clinics. It acts for
 * the member of staff who has closed the clinic: they have confirmed what becomes of its patients.
 */
export const finishClosures: Job = {
  name: 'closures',
  pace: { pauseWhenIdle: 60_000 },
  prepare: worker => async signal => {
    let left = 0
    for (const closure of await listAllClosures(worker.database, worker.clock.now())) {
      if (signal.aborted) return 'more'
      left += await workOnClosure(worker, closure, whoClosed(closure), { limit: BATCH_SIZE, signal })
    }
    return left > 0 ? { failed: 'appointments-left' } : 'done'
  },
}

function whoClosed({ closedBy, closedRole, trustOdsCode }: Closure): StaffActor {
  return { kind: 'staff', userId: closedBy, role: closedRole, trustOdsCode }
}
