import { toColumn } from '../database/columns.ts'
import type { Database, Transaction } from '../database/database.ts'
import { retryTransient } from '../database/retry-transient.ts'
import type { Actor } from '../shared/actor.ts'
import type { Subject } from '../shared/subject.ts'
import { append, chainOfPatient, chainOfTrust } from './chain.ts'

/**
 * Writes down what somebody did to what, inside the transaction that did it. `action` is a short name in the past tense,
 * such as `cancelled`; each feature has its own.
 */
export async function audit(
  transaction: Transaction,
  actor: Actor,
  action: string,
  subject: Subject,
  at: Temporal.Instant,
): Promise<void> {
  await append(transaction, { at: toColumn(at), ...by(actor), action, subject })
}

/**
 * Writes down what somebody is shown, or looked for in vain, before they are shown it: when this throws, they must not be.
 * A connection lost in the moment of the commit may leave an entry of what was not shown, never the reverse.
 */
export async function auditAccess(
  database: Database,
  actor: Actor,
  action: string,
  subject: Subject | 'patient',
  at: Temporal.Instant,
): Promise<void> {
  const who = by(actor)
  const about = subject === 'patient' ? { type: 'patient', id: who.chain } : subject
  const entry = { at: toColumn(at), ...who, action, subject: about }
  await retryTransient(() => database.transaction(transaction => append(transaction, entry)))
}

/** The kind of actor, who it was where that is not the patient themselves, and the chain the entry belongs to. */
function by(actor: Actor): { actor: string; actorId: string | null; chain: string } {
  switch (actor.kind) {
    case 'patient':
      return { actor: actor.kind, actorId: null, chain: chainOfPatient(actor.patientId) }
    case 'proxy':
      return { actor: actor.kind, actorId: actor.proxyPatientId, chain: chainOfPatient(actor.patientId) }
    case 'program':
      return { actor: actor.name, actorId: actor.clientId, chain: chainOfPatient(actor.patientId) }
    case 'staff':
      return { actor: actor.kind, actorId: actor.userId, chain: chainOfTrust(actor.trustOdsCode) }
  }
}
