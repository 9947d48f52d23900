import { audit } from '../../audit/audit.ts'
import { lockPatient } from '../../database/locks.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import type { Job, Worker } from '../../scheduling/leased-job.ts'
import { workThrough } from '../../scheduling/work-through.ts'
import { portalActor } from '../../shared/actor.ts'
import { questionnaireSubject } from './questionnaire.ts'
import { listUnannounced, markAnnounced, type Unannounced } from './unannounced-store.ts'

/** Questionnaires announced in one run. */
const BATCH_SIZE = 100

/**
 * Writes the audit entry and the event of what the PAS has made available or taken back in the tables, and of what becomes
 * available at a later time.
 */
export const announceQuestionnaires: Job = {
  name: 'questionnaires',
  pace: { pauseWhenIdle: 60_000 },
  prepare: worker => async signal => {
    return await workThrough({
      entries: await listUnannounced(worker.database, worker.clock.now(), BATCH_SIZE),
      size: BATCH_SIZE,
      signal,
      work: each => announce(worker, each),
      onError: error => worker.log.error({ kind: 'questionnaire', error }, 'questionnaire not announced'),
      failure: 'questionnaires-not-announced',
    })
  },
}

/** Leaves alone one that has changed since it was read; the next run looks at it again. */
async function announce({ database, clock }: Worker, found: Unannounced): Promise<void> {
  const { id, patientId, status, version } = found
  const now = clock.now()
  const actor = portalActor(announceQuestionnaires.name, patientId)
  await retryTransient(() =>
    database.transaction(async transaction => {
      await lockPatient(transaction, patientId)
      if (!(await markAnnounced(transaction, found, now))) return
      const subject = questionnaireSubject({ id, version: version + 1 })
      const [action, event] =
        status === 'cancelled'
          ? (['revoked-questionnaire', 'questionnaire-revoked'] as const)
          : (['requested-questionnaire', 'questionnaire-requested'] as const)
      await audit(transaction, actor, action, subject, now)
      await addToOutbox(transaction, event, subject, now)
    }),
  )
}
