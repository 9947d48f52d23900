import { toColumn } from '../database/columns.ts'
import type { Database, Transaction } from '../database/database.ts'
import { retryTransient } from '../database/retry-transient.ts'
import { inSharedTransaction } from '../database/shared-transaction.ts'
import type { Actor, StaffActor } from '../shared/actor.ts'
import type { AuditAction, PatientAction } from '../shared/audit-actions.ts'
import type { Subject } from '../shared/subject.ts'
import { appendEntries, appendEntry } from './chain.ts'
import { type AuditEntry, chainOfPatient, chainOfTrust } from './entry.ts'

/** A person who was refused has no role, and is written down all the same. */
type AuditedActor =
  | Exclude<Actor, StaffActor>
  | (Omit<StaffActor, 'role'> & Partial<Pick<StaffActor, 'role'>>)

/**
 * Writes an audit entry in the same transaction as the change. `action` is a short name in the past tense, such as
 * `cancelled`. `patientId`: for staff, whose record it is; without it the entry goes into
 * the chain of the trust.
 */
export async function audit(
  transaction: Transaction,
  actor: AuditedActor,
  action: AuditAction,
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
  action: AuditAction,
  subject: Subject | 'patient',
  at: Temporal.Instant,
  patientId?: string,
): Promise<void> {
  const fields = actorFields(actor, patientId)
  if (subject === 'patient' && actor.kind === 'staff' && patientId === undefined)
    throw new Error('What staff are shown of a patient must name the patient')
  const entrySubject = subject === 'patient' ? aboutPatient(fields.chain) : subject
  const entry = { at: toColumn(at), ...fields, action, subject: entrySubject }
  await retryTransient(() => inSharedTransaction(database, transaction => appendEntry(transaction, entry)))
}

/** What a person is shown, as pages declare it. `patientIds`: everyone who is on a list that staff are shown. */
interface Shown {
  action: PatientAction
  subject: Subject | 'patient'
  patientId?: string | undefined
  patientIds?: readonly string[] | undefined
}

/**
 * Writes down what is shown, as {@link auditAccess} does. Of a list that staff are shown, an entry goes into the chain of
 * each patient who is on it, and one into the chain of the trust.
 */
export async function auditDisclosure(
  database: Database,
  actor: Actor,
  { action, patientId, patientIds, subject }: Shown,
  at: Temporal.Instant,
): Promise<void> {
  if (actor.kind !== 'staff' || patientId !== undefined || subject === 'patient')
    return auditAccess(database, actor, action, subject, at, patientId)
  if (!patientIds) throw new Error('What staff are shown of patients must name the patients')
  const entries = [
    { at: toColumn(at), ...actorFields(actor), action, subject },
    ...[...new Set(patientIds)].map(id => ({
      at: toColumn(at),
      ...actorFields(actor, id),
      action,
      subject: aboutPatient(id),
    })),
  ]
  await retryTransient(() =>
    inSharedTransaction(database, transaction => appendEntries(transaction, entries)),
  )
}

function aboutPatient(id: string): Subject {
  return { type: 'patient', id }
}

/** `actorId` is null when the patient themselves acted. `chain` is the chain that the entry belongs to. */
function actorFields(
  actor: AuditedActor,
  patientId?: string,
): Pick<AuditEntry, 'actor' | 'actorId' | 'actorRole' | 'actorTrust' | 'chain'> {
  const notStaff = { actorRole: null, actorTrust: null }
  switch (actor.kind) {
    case 'patient':
      return { actor: actor.kind, actorId: null, ...notStaff, chain: chainOfPatient(actor.patientId) }
    case 'proxy':
      return {
        actor: actor.kind,
        actorId: actor.proxyPatientId,
        ...notStaff,
        chain: chainOfPatient(actor.patientId),
      }
    case 'program':
      return {
        actor: actor.name,
        actorId: actor.clientId,
        ...notStaff,
        chain: chainOfPatient(actor.patientId),
      }
    case 'staff':
      return {
        actor: actor.kind,
        actorId: actor.userId,
        actorRole: actor.role ?? null,
        actorTrust: actor.trustOdsCode,
        chain: patientId === undefined ? chainOfTrust(actor.trustOdsCode) : chainOfPatient(patientId),
      }
  }
}
