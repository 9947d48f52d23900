import { audit } from '../../audit/audit.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import type { Job, Worker } from '../../scheduling/leased-job.ts'
import { workThrough } from '../../scheduling/work-through.ts'
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
    return await workThrough({
      entries: await listDue(worker.database, worker.clock.now(), BATCH),
      size: BATCH,
      signal,
      work: letter => mark(worker, letter),
      onError: error => worker.log.error({ kind: 'letter', error }, 'letter not marked to be posted'),
      failure: 'letters-not-marked',
    })
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
