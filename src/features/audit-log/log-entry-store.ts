import type { Knex } from 'knex'
import { chainOfTrust } from '../../audit/entry.ts'
import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { LIST_ACTIONS } from '../../shared/audit-actions.ts'
import type { StaffRole } from '../../shared/permissions.ts'
import { concerns, type Who } from './concerns-store.ts'

export interface LogFilters {
  who?: Who | undefined
  action?: string | undefined
  /** The user id of a member of staff. */
  staff?: string | undefined
  /** Instants: from this one on, and before that one. */
  from?: Temporal.Instant | undefined
  until?: Temporal.Instant | undefined
}

/** The place of an entry in the list. */
export interface LogCursor {
  at: Temporal.Instant
  /** The chain of the entry, and its place in that. */
  chain: string
  place: number
}

export interface LogEntry extends LogCursor {
  /** The kind of actor. */
  actor: string
  actorId: string | undefined
  role: StaffRole | undefined
  action: string
  subject: { type: string; id: string } | undefined
  /** Of a patient of the trust, if the entry is about one. */
  patient: { id: string; nhsNumber: string } | undefined
}

interface Part {
  /** The last entry before. */
  after?: LogCursor | undefined
  limit: number
}

/**
 * What staff of a trust did, and what others did about its appointments, newest first. A list that staff opened is one entry, in the
 * chain of the trust, and not another for each patient who was on it.
 */
export async function listLogEntries(
  database: Database,
  trustOdsCode: string,
  filters: LogFilters,
  { after, limit }: Part,
): Promise<LogEntry[]> {
  const chain = chainOfTrust(trustOdsCode)
  const query = selectEntries(database, filters)
    .where(concerns(filters, trustOdsCode))
    .where(once => once.whereNotIn('audit_log.action', LIST_ACTIONS).orWhere('audit_log.patient_id', chain))
    .orderBy(['at', 'patient_id', 'place'].map(column => ({ column: `audit_log.${column}`, order: 'desc' })))
    .limit(limit)
  if (after) query.where(isOlder(after))
  const rows: Row[] = await query
  return rows.map(entry)
}

/** The same of one patient, with the lists on which they were. */
export async function listPatientLogEntries(
  database: Database,
  { trustOdsCode, patientId }: { trustOdsCode: string; patientId: string },
  filters: LogFilters,
  { after, limit }: Part,
): Promise<LogEntry[]> {
  const query = selectEntries(database, filters)
    .where('audit_log.patient_id', patientId)
    .where(concerns(filters, trustOdsCode))
    .orderBy('audit_log.place', 'desc')
    .limit(limit)
  if (after) query.where('audit_log.place', '<', after.place)
  const rows: Row[] = await query
  return rows.map(entry)
}

function selectEntries(database: Database, { action, from, staff, until }: LogFilters): Knex.QueryBuilder {
  const query = database('audit_log')
    .leftJoin('patient', 'patient.id', 'audit_log.patient_id')
    .select(COLUMNS)
  if (action) query.where('audit_log.action', action)
  if (staff) query.where({ 'audit_log.actor': 'staff', 'audit_log.actor_id': staff })
  if (from) query.where('audit_log.at', '>=', toColumn(from))
  if (until) query.where('audit_log.at', '<', toColumn(until))
  return query
}

function isOlder({ at, chain, place }: LogCursor) {
  return (query: Knex.QueryBuilder): void => {
    query.where('audit_log.at', '<=', toColumn(at)).where(older =>
      older
        .where('audit_log.at', '<', toColumn(at))
        .orWhere('audit_log.patient_id', '<', chain)
        .orWhere(same => same.where('audit_log.patient_id', chain).where('audit_log.place', '<', place)),
    )
  }
}

const COLUMNS = [
  'audit_log.patient_id as chain',
  'audit_log.place',
  'audit_log.at',
  'audit_log.actor',
  'audit_log.actor_id',
  'audit_log.actor_role',
  'audit_log.action',
  'audit_log.subject_type',
  'audit_log.subject_id',
  'patient.nhs_number',
]

interface Row {
  chain: string
  place: number
  at: string | Date
  actor: string
  actor_id: string | null
  actor_role: StaffRole | null
  action: string
  subject_type: string | null
  subject_id: string | null
  nhs_number: string | null
}

function entry(row: Row): LogEntry {
  const { subject_id: id, subject_type: type } = row
  return {
    at: fromColumn(row.at),
    chain: row.chain,
    place: Number(row.place),
    actor: row.actor,
    actorId: row.actor_id ?? undefined,
    role: row.actor_role ?? undefined,
    action: row.action,
    subject: type && id ? { type, id } : undefined,
    patient: row.nhs_number ? { id: row.chain, nhsNumber: row.nhs_number } : undefined,
  }
}
