import { lockTrust } from '../../../database/locks.ts'
import { retryTransient } from '../../../database/retry-transient.ts'
import type { Worker } from '../../../scheduling/leased-job.ts'
import type { StaffActor } from '../../../shared/actor.ts'
import { listAffected } from './affected-store.ts'
import { addLeft, countLeft, isLeft, listLeft } from './closed-appointment-store.ts'
import { blockAll } from './closed-slot-store.ts'
import type { Closure } from './closure.ts'
import { lockClosure } from './closure-store.ts'
import { vacate } from './vacate.ts'

/**
 * Does what is left of a closure, patient by patient, `limit` at most. It can be stopped after each of them, and goes on when
 * it is called again. Returns with how many it is done, with how many it has failed, and how many are left, with the failed ones.
 */
export async function workOnClosure(
  { database, clock, log }: Worker,
  closure: Closure,
  staff: StaffActor,
  { limit, signal }: { limit: number; signal?: AbortSignal },
): Promise<{ done: number; failed: number; left: number }> {
  let [done, failed] = [0, 0]
  await findMore({ database, clock, log }, closure)
  for (const left of await listLeft(database, closure.id, limit)) {
    if (signal?.aborted) break
    try {
      await vacate(database, { closure, staff, now: clock.now() }, left)
      done++
    } catch (error) {
      failed++
      log.error({ kind: 'closure', error }, 'appointment in a closed clinic not moved')
    }
  }
  return { done, failed, left: await countLeft(database, closure.id) }
}

/** What the PAS has added since the clinic was closed: slots, and appointments. */
async function findMore({ database, clock }: Worker, closure: Closure): Promise<void> {
  const now = clock.now()
  await retryTransient(() =>
    database.transaction(async transaction => {
      await lockTrust(transaction, closure.trustOdsCode)
      if (!(await lockClosure(transaction, closure.id))) return
      if (closure.whole) await blockAll(transaction, closure)
      for (const { appointmentId } of await listAffected(transaction, closure, now))
        if (!(await isLeft(transaction, closure.id, appointmentId)))
          await addLeft(transaction, closure.id, { appointmentId, intended: closure.intended })
    }),
  )
}
