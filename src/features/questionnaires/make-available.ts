import { randomUUID } from 'node:crypto'
import { audit } from '../../audit/audit.ts'
import type { Transaction } from '../../database/database.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import type { ProgramActor, StaffActor } from '../../shared/actor.ts'
import { NotFound } from '../../shared/errors.ts'
import { findDefinition } from './definition-store.ts'
import { questionnaireSubject } from './questionnaire.ts'
import { addQuestionnaire } from './questionnaire-store.ts'

export interface Asking {
  trustOdsCode: string
  patientId: string
  definitionId: string
  /** The caller has found the appointment for the patient and the trust. */
  appointmentId: string | null
  expiresAt: Temporal.Instant | null
}

/**
 * Asks a patient to answer a questionnaire, from now on. Returns its id. Throws {@link NotFound} for a definition that the
 * trust does not use, or that is not given to any more patients. The caller holds the lock of the patient.
 */
export async function makeAvailable(
  transaction: Transaction,
  actor: StaffActor | ProgramActor,
  asking: Asking,
  now: Temporal.Instant,
): Promise<string> {
  const definition = await findDefinition(transaction, asking.definitionId)
  const isTheirs = [null, asking.trustOdsCode].includes(definition?.trustOdsCode ?? null)
  if (!definition || !isTheirs || definition.retiredAt) throw new NotFound()
  const id = randomUUID()
  await addQuestionnaire(transaction, {
    ...asking,
    id,
    source: actor.kind === 'staff' ? 'staff' : 'rule',
    sourceId: actor.kind === 'staff' ? actor.userId : actor.clientId,
    askedAt: now,
    availableFrom: now,
    announcedAt: now,
  })
  const subject = questionnaireSubject({ id, version: 1 })
  await audit(transaction, actor, 'requested-questionnaire', subject, now, asking.patientId)
  await addToOutbox(transaction, 'questionnaire-requested', subject, now)
  return id
}
