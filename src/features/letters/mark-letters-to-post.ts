import { audit } from '../../audit/audit.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import type { Job, Worker } from '../../scheduling/leased-job.ts'
import { portalActor } from '../../shared/actor.ts'
import { letterSubject } from './letter.ts'
import { listDue, markToPost } from './letter-post-store.ts'

const NAME = 'letters-to-post'
const ONE_MINUTE = 60_000
/** Of one run. */
const BATCH = 100

/** Puts letters that were not opened in time, or that the patient also wants on paper, on the list of the mail room. */
export const markLettersToPost: Job<Worker> = {
  name: NAME,
  pace: { pauseWhenIdle: ONE_MINUTE },
  prepare: worker => async signal => {
    const due = await listDue(worker.database, worker.clock.now(), BATCH)
    let failed = 0
    for (const each of due) {
      if (signal.aborted) return 'more'
      await mark(worker, each).catch(error => {
        failed++
        worker.log.error({ kind: 'letter', error }, 'letter not marked to be posted')
      })
    }
    if (failed > 0) return { failed: 'letters-not-marked' }
    return due.length === BATCH ? 'more' : 'done'
  },
}

/** Leaves alone a letter that has been opened since it was listed. */
async function mark(
  { clock, database }: Worker,
  { id, patientId }: { id: string; patientId: string },
): Promise<void> {
  const now = clock.now()
  await retryTransient(() =>
    database.transaction(async transaction => {
      const version = await markToPost(transaction, id, now)
      if (version === undefined) return
      const subject = letterSubject({ id, version })
      await audit(transaction, portalActor(NAME, patientId), 'marked-letter-to-post', subject, now)
      await addToOutbox(transaction, 'letter-to-post', subject, now)
    }),
  )
}
