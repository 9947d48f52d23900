import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { StaffActor } from '../../shared/actor.ts'

/** What staff decide about a patient's use of the portal. */
export type AccessDecision = 'barred' | 'let-in'

/** A decision in the history of a patient. */
export interface AccessEvent {
  at: Temporal.Instant
  event: AccessDecision
  trustOdsCode: string
  /** The user id. */
  staffUserId: string
  reason: string
}

/** Changes this version of a patient; false if they have changed since, or are so already. */
export async function saveAccess(
  transaction: Transaction,
  { id, version }: { id: string; version: number },
  decision: AccessDecision,
): Promise<boolean> {
  const allowed = decision === 'let-in'
  const changed = await transaction('patient')
    .where({ id, version, portal_access: !allowed })
    .update({ portal_access: allowed, version: version + 1 })
  return changed === 1
}

/** Adds a decision to the history. `version`: the version of the patient that it has made. */
export async function addAccessEvent(
  transaction: Transaction,
  { id, version }: { id: string; version: number },
  { userId, role, trustOdsCode }: StaffActor,
  { event, at, reason }: Pick<AccessEvent, 'event' | 'at' | 'reason'>,
): Promise<void> {
  await transaction('portal_access_event').insert({
    patient_id: id,
    version,
    trust_ods_code: trustOdsCode,
    at: toColumn(at),
    event,
    staff_user_id: userId,
    role,
    reason,
  })
}

/** Every decision about a patient, of all trusts, oldest first. */
export async function listAccessEvents(database: Database, patientId: string): Promise<AccessEvent[]> {
  const rows = await database('portal_access_event').where('patient_id', patientId).orderBy('version')
  return rows.map(row => ({
    at: fromColumn(row.at),
    event: row.event,
    trustOdsCode: row.trust_ods_code,
    staffUserId: row.staff_user_id,
    reason: row.reason,
  }))
}
