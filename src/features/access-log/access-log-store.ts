import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { StaffRole } from '../../shared/permissions.ts'
import { ruleOf } from '../../shared/rule-actor.ts'

/** The kinds of people and systems that a patient can choose from. */
export const WHO = ['you', 'staff', 'nhs-app', 'automatic'] as const
export type Who = (typeof WHO)[number]

/** What the audit log calls them. */
const ACTORS: Record<Who, readonly string[]> = {
  you: ['patient', 'proxy'],
  staff: ['staff'],
  'nhs-app': ['aggregator'],
  automatic: ['portal'],
}

/** The place of an entry in the list. `earlier`: of one from before the audit log had chains. */
export type AccessLogCursor = { place: number; earlier?: undefined } | { earlier: number; place?: undefined }

export interface AccessLogEntry {
  at: Temporal.Instant
  /** The kind of actor; `rule` for a rule of a trust. */
  actor: string
  /** Of staff. Undefined in entries of an older release. */
  role: StaffRole | undefined
  trustName: string | undefined
  /** The name of a member of staff, if their trust lets patients read it. */
  staffName: string | undefined
  action: string
  appointmentId: string | undefined
  /** The code of the reason that a member of staff stated before they opened a sensitive record. */
  statedReason: string | undefined
  cursor: AccessLogCursor
}

interface Part {
  who: Who | undefined
  /** Only entries before this one. */
  before: number | undefined
  limit: number
}

/** Entries in the chain of the patient, newest first. */
export async function listEntries(
  database: Database,
  patientId: string,
  { who, before, limit }: Part,
): Promise<AccessLogEntry[]> {
  const query = database('audit_log')
    .leftJoin('trust', 'trust.ods_code', 'audit_log.actor_trust')
    .leftJoin('staff_user', join =>
      join.on('staff_user.id', 'audit_log.actor_id').andOnVal('audit_log.actor', 'staff'),
    )
    .leftJoin('change_request', join =>
      join
        .on('change_request.id', 'audit_log.subject_id')
        .andOnVal('audit_log.subject_type', 'change-request'),
    )
    .leftJoin('stated_reason', join =>
      join.on('stated_reason.id', 'audit_log.subject_id').andOnVal('audit_log.action', 'stated-reason'),
    )
    .where('audit_log.patient_id', patientId)
    .select('audit_log.place', 'audit_log.at', 'audit_log.actor', 'audit_log.actor_role', 'audit_log.action')
    .select('audit_log.actor_id')
    .select('audit_log.appointment_id', 'change_request.appointment_id as asked_about')
    .select('stated_reason.reason as stated_reason')
    .select('trust.name as trust_name')
    .select(
      database.raw('case when trust.names_staff_to_patients = 1 then staff_user.name end as staff_name'),
    )
    .orderBy('audit_log.place', 'desc')
    .limit(limit)
  if (who) query.whereIn('audit_log.actor', ACTORS[who])
  if (before !== undefined) query.where('audit_log.place', '<', before)
  const rows = await query
  return rows.map(row => ({
    at: fromColumn(row.at),
    actor: ruleOf({ actor: row.actor, actorId: row.actor_id }) ? 'rule' : row.actor,
    role: row.actor_role ?? undefined,
    trustName: row.trust_name ?? undefined,
    staffName: row.staff_name ?? undefined,
    action: row.action,
    appointmentId: row.appointment_id ?? row.asked_about ?? undefined,
    statedReason: row.stated_reason ?? undefined,
    cursor: { place: row.place },
  }))
}

/** Entries of the patient from before the audit log had chains, newest first. */
export async function listEarlierEntries(
  database: Database,
  patientId: string,
  { who, before, limit }: Part,
): Promise<AccessLogEntry[]> {
  const query = database('audit_entry')
    .where('patient_id', patientId)
    .select('id', 'at', 'actor', 'action', 'appointment_id')
    .orderBy('id', 'desc')
    .limit(limit)
  if (who) query.whereIn('actor', ACTORS[who])
  if (before !== undefined) query.where('id', '<', before)
  const rows = await query
  return rows.map(row => ({
    at: fromColumn(row.at),
    actor: row.actor,
    role: undefined,
    trustName: undefined,
    staffName: undefined,
    action: row.action,
    appointmentId: row.appointment_id,
    statedReason: undefined,
    cursor: { earlier: Number(row.id) },
  }))
}

/** When the patient last logged out elsewhere or everywhere, if it was after `since`. */
export async function lastLogOut(
  database: Database,
  patientId: string,
  since: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  const row = await database('audit_log')
    .where('patient_id', patientId)
    .whereIn('action', ['logged-out-elsewhere', 'logged-out-everywhere'])
    .where('at', '>', toColumn(since))
    .orderBy('place', 'desc')
    .first('at')
  return row && fromColumn(row.at)
}
