import { hash } from 'node:crypto'
import { fromColumn, toColumn } from '../database/columns.ts'
import type { StaffRole } from '../shared/permissions.ts'
import type { Subject } from '../shared/subject.ts'

/*
 * What the hash of an entry covers, in each format. A format is never changed: entries keep theirs for as long as they are
 * kept. docs/audit-log.md shows them.
 */

/** The version of the entry format. Entries of format 1 have no version; those of format 2 say nothing of the staff. */
export const FORMAT = 3
export const FORMAT_WITHOUT_STAFF = 2

export interface AuditEntry {
  /** In column format. */
  at: string
  /** The kind of actor. */
  actor: string
  /** Null when the patient themselves acted. */
  actorId: string | null
  /** The role in which staff acted, and their trust. Null for other actors; a person who was refused has no role. */
  actorRole: StaffRole | null
  actorTrust: string | null
  /** {@link chainOfPatient} or {@link chainOfTrust}. The column is still called `patient_id`. */
  chain: string
  action: string
  subject: Subject
}

export function chainOfPatient(patientId: string): string {
  return patientId
}

export const TRUST_PREFIX = 'trust:'

/** Cannot equal a patient's id, which is a GUID. */
export function chainOfTrust(odsCode: string): string {
  return TRUST_PREFIX + odsCode
}

/** Hexadecimal SHA-256 of a JSON array in this order, in UTF-8. Different entries always have different JSON. */
export function entryHash(entry: AuditEntry, place: number, previous: string): string {
  const { actor, actorId, actorRole, actorTrust, at, chain } = entry
  const who = [actor, actorId, actorRole, actorTrust]
  return hashOf([FORMAT, chain, place, at, ...who, ...whatOf(entry), previous])
}

/** Of an entry of format 2. */
export function secondFormatHash(
  entry: Omit<AuditEntry, 'actorRole' | 'actorTrust'>,
  place: number,
  previous: string,
): string {
  const { actor, actorId, at, chain } = entry
  return hashOf([FORMAT_WITHOUT_STAFF, chain, place, at, actor, actorId, ...whatOf(entry), previous])
}

function whatOf({ action, subject }: Pick<AuditEntry, 'action' | 'subject'>) {
  return [action, subject.type, subject.id, subject.version ?? null]
}

/** An entry of format 1, which supports only appointments. */
export interface FirstFormatEntry {
  at: string
  actor: string
  chain: string
  action: string
  appointmentId: string | null
  version: number | null
}

export function firstFormatHash(entry: FirstFormatEntry, place: number, previous: string): string {
  const { action, actor, appointmentId, at, chain, version } = entry
  return hashOf([chain, place, at, actor, action, appointmentId, version, previous])
}

/** An entry in `audit_entry`, written before the log had chains. */
export interface EarlierEntry {
  at: string | Date
  actor: string
  action: string
  appointment_id: string
  version: number
}

/** The hash before a chain's first entry. It covers the patient's entries in `audit_entry`. */
export function initialHash(chain: string, earlier: readonly EarlierEntry[]): string {
  const entries = earlier.map(({ at, actor, action, appointment_id, version }) => [
    instantAsWritten(at),
    actor,
    action,
    appointment_id,
    version,
  ])
  return hashOf([chain, entries])
}

/** Converts a value of the database back to the text that was hashed. SQLite returns text and SQL Server a Date. */
export function instantAsWritten(at: string | Date): string {
  return at instanceof Date ? toColumn(fromColumn(at)) : at
}

function hashOf(value: unknown): string {
  return hash('sha256', JSON.stringify(value))
}
