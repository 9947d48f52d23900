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
    let [done, failed, left] = [0, 0, 0]
    for (const closure of await listAllClosures(worker.database, worker.clock.now())) {
      if (signal.aborted) return 'more'
      const work = await workOnClosure(worker, closure, whoClosed(closure), { limit: BATCH_SIZE, signal })
      done += work.done
      failed += work.failed
      left += work.left
    }
    if (left === 0) return 'done'
    // Those with whom it fails are tried again later, and hold up no others.
    return done > 0 && left > failed ? 'more' : { failed: 'appointments-left' }
  },
}

function whoClosed({ closedBy, closedRole, trustOdsCode }: Closure): StaffActor {
  return { kind: 'staff', userId: closedBy, role: closedRole, trustOdsCode }
}
