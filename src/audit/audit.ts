import { toColumn } from '../database/columns.ts'
import type { Database, Transaction } from '../database/database.ts'
import { retryTransient } from '../database/retry-transient.ts'
import { inSharedTransaction } from '../database/shared-transaction.ts'
import type { Actor, StaffActor } from '../shared/actor.ts'
import type { Subject } from '../shared/subject.ts'
import { appendEntry, chainOfPatient, chainOfTrust } from './chain.ts'

/** Somebody who was refused has no role, and is written down all the same. */
type AuditedActor = Exclude<Actor, StaffActor> | Omit<StaffActor, 'role'>

/**
 * Writes an audit entry in the same transaction as the change. `action` is a short name in the past tense, such as
 * `cancelled`; each feature defines its own. `patientId`: for staff, whose record it is; without it the entry goes into
 * the chain of the trust.
 */
export async function audit(
  transaction: Transaction,
  actor: AuditedActor,
  action: string,
  subject: Subject,
  at: Temporal.Instant,
  patientId?: string,
): Promise<void> {
  await appendEntry(transaction, { at: toColumn(at), ...actorFields(actor, patientId), action, subject })
}

/**
 * Writes an audit entry before data is shown, or when an actor asked for data that does not exist. When this throws,
 * the data must not be shown. A connection that is lost during the commit may leave an entry for data that was not
 * shown, never the reverse. `patientId`: as for {@link audit}.
 */
export async function auditAccess(
  database: Database,
  actor: AuditedActor,
  action: string,
  subject: Subject | 'patient',
  at: Temporal.Instant,
  patientId?: string,
): Promise<void> {
  const fields = actorFields(actor, patientId)
  if (subject === 'patient' && actor.kind === 'staff' && patientId === undefined)
    throw new Error('What staff are shown of a patient must name the patient')
  const entrySubject = subject === 'patient' ? { type: 'patient', id: fields.chain } : subject
  const entry = { at: toColumn(at), ...fields, action, subject: entrySubject }
  await retryTransient(() => inSharedTransaction(database, transaction => appendEntry(transaction, entry)))
}

/** `actorId` is null when the patient themselves acted. `chain` is the chain that the entry belongs to. */
function actorFields(
  actor: AuditedActor,
  patientId?: string,
): { actor: string; actorId: string | null; chain: string } {
  switch (actor.kind) {
    case 'patient':
      return { actor: actor.kind, actorId: null, chain: chainOfPatient(actor.patientId) }
    case 'proxy':
      return { actor: actor.kind, actorId: actor.proxyPatientId, chain: chainOfPatient(actor.patientId) }
    case 'program':
      return { actor: actor.name, actorId: actor.clientId, chain: chainOfPatient(actor.patientId) }
    case 'staff':
      return {
        actor: actor.kind,
        actorId: actor.userId,
        chain: patientId === undefined ? chainOfTrust(actor.trustOdsCode) : chainOfPatient(patientId),
      }
  }
}
