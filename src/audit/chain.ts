import { hash } from 'node:crypto'
import { fromColumn, toColumn } from '../database/columns.ts'
import type { Database, Transaction } from '../database/database.ts'
import { fixedQuery } from '../database/fixed-query.ts'
import { lockPatient, lockTrust } from '../database/locks.ts'
import type { Subject } from '../shared/subject.ts'

/*
 * The audit log is one hash chain for each patient: entries with places 1, 2, 3 and so on. The hash of an entry covers
 * its content, its place and the hash of the previous entry. The head of a chain holds the number of entries and the
 * last hash. Entries that concern no patient, such as a changed setting, form one chain for each trust. The command
 * `npm run audit:verify` finds entries that were edited, deleted, reordered, truncated or inserted.
 *
 * The hashes have no key. An attacker who can write to both tables is not detected when they recompute all later hashes
 * and the head, reset a head and delete the later entries, or delete a whole chain with its head. To prevent this, deny
 * the portal's database user update and delete on `audit_log`; the heads in a backup show which entries existed then.
 */

/** The version of the entry format, which defines what the hash covers. Entries of format 1 have no version. */
export const FORMAT = 2

export interface AuditEntry {
  /** In column format. */
  at: string
  /** The kind of actor. */
  actor: string
  /** Null when the patient themselves acted. */
  actorId: string | null
  /** {@link chainOfPatient} or {@link chainOfTrust}. The column is still called `patient_id`. */
  chain: string
  action: string
  subject: Subject
}

export function chainOfPatient(patientId: string): string {
  return patientId
}

const TRUST_PREFIX = 'trust:'

/** Cannot equal a patient's id, which is a GUID. */
export function chainOfTrust(odsCode: string): string {
  return TRUST_PREFIX + odsCode
}

/** Appends the entry to its chain. Concurrent appends to a chain wait for each other. */
export async function appendEntry(transaction: Transaction, entry: AuditEntry): Promise<void> {
  const { chain, subject } = entry
  const { entries: place, hash: previous } =
    (await reservePlace(transaction, chain)) ?? (await startChain(transaction, chain))
  const hash = entryHash(entry, place, previous)
  const row: Record<(typeof COLUMNS)[number], string | number | null> = {
    patient_id: chain,
    place,
    at: entry.at,
    actor: entry.actor,
    actor_id: entry.actorId,
    action: entry.action,
    subject_type: subject.type,
    subject_id: subject.id,
    // Releases before 0.2, and queries written for them, read only this column.
    appointment_id: subject.type === 'appointment' ? subject.id : null,
    version: subject.version ?? null,
    format: FORMAT,
    previous_hash: previous,
    hash,
  }
  await insertEntry(transaction, ...COLUMNS.map(column => row[column]))
  await setHash(transaction, chain, hash)
}

const COLUMNS = [
  ...['patient_id', 'place', 'at', 'actor', 'actor_id', 'action', 'subject_type', 'subject_id'],
  ...['appointment_id', 'version', 'format', 'previous_hash', 'hash'],
] as const

/** With a value for each of {@link COLUMNS}. */
const insertEntry = fixedQuery((database, ...values: readonly (string | number | null)[]) =>
  database('audit_log').insert(Object.fromEntries(COLUMNS.map((column, index) => [column, values[index]]))),
)

const setHash = fixedQuery((database, chain: string, hash: string) =>
  database('audit_head').where('patient_id', chain).update({ hash }),
)

/** Hexadecimal SHA-256 of a JSON array in this order, in UTF-8. Different entries always have different JSON. */
export function entryHash(entry: AuditEntry, place: number, previous: string): string {
  const { action, actor, actorId, at, chain, subject } = entry
  const subjectFields = [subject.type, subject.id, subject.version ?? null]
  return hashOf([FORMAT, chain, place, at, actor, actorId, action, ...subjectFields, previous])
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

export function earlierEntries(database: Database) {
  return database('audit_entry').select('patient_id', 'at', 'actor', 'action', 'appointment_id', 'version')
}

/** Converts a value of the database back to the text that was hashed. SQLite returns text and SQL Server a Date. */
export function instantAsWritten(at: string | Date): string {
  return at instanceof Date ? toColumn(fromColumn(at)) : at
}

interface Head {
  entries: number
  hash: string
}

/** Updates the head while reading it, which locks the chain until the transaction ends. */
async function reservePlace(transaction: Transaction, chain: string): Promise<Head | undefined> {
  const [head] = await incrementEntries(transaction, chain)
  return head
}

const incrementEntries = fixedQuery<[chain: string], Head[]>((database, chain) =>
  database('audit_head')
    .where('patient_id', chain)
    .update({ entries: database.raw('entries + 1') }, ['entries', 'hash']),
)

/** Locks the patient, because a concurrent first entry or an older release writing to `audit_entry` must wait. */
async function startChain(transaction: Transaction, chain: string): Promise<Head> {
  if (chain.startsWith(TRUST_PREFIX)) await lockTrust(transaction, chain.slice(TRUST_PREFIX.length))
  else await lockPatient(transaction, chain)
  const concurrentHead = await reservePlace(transaction, chain)
  if (concurrentHead) return concurrentHead
  const earlier: EarlierEntry[] = await earlierEntries(transaction).where('patient_id', chain).orderBy('id')
  const head = { entries: 1, hash: initialHash(chain, earlier) }
  await transaction('audit_head').insert({ patient_id: chain, ...head, earlier: earlier.length })
  return head
}

function hashOf(value: unknown): string {
  return hash('sha256', JSON.stringify(value))
}
