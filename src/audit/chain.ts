import { hash } from 'node:crypto'
import { fromColumn, toColumn } from '../database/columns.ts'
import type { Database, Transaction } from '../database/database.ts'
import { lockPatient, lockTrust } from '../database/locks.ts'
import type { Subject } from '../shared/subject.ts'

/*
 * The audit log is a chain for each patient: entries 1, 2, 3… each of whose hash covers what it says, its place and
 * the hash of the one before, and a head that says how many there are and the hash of the last. Entries about no patient,
 * such as a setting changed by staff, form a chain for each trust. `npm run audit:verify` walks them all and finds an
 * entry that was edited, deleted, put in another's place, cut off the end or added.
 *
 * It is a plain chain, without a key. Whoever may write to both tables and works out every later hash and the head
 * anew, puts a head back to where it was and deletes what came after, or deletes a patient's whole chain with its
 * head, is not found by it. Against them the portal's database user is to be denied update and delete on `audit_log`,
 * and a backup's heads show what there was when it was made.
 */

/** The format of an entry, which says what its hash covers. Entries of format 1 are those without one. */
export const FORMAT = 2

/** An entry as it is written. */
export interface AuditEntry {
  /** As its column takes it. */
  at: string
  /** The kind of actor, and who it was where that is not the patient themselves. */
  actor: string
  actorId: string | null
  /** {@link chainOfPatient} or {@link chainOfTrust}; the column is still called `patient_id`. */
  chain: string
  action: string
  subject: Subject
}

export function chainOfPatient(patientId: string): string {
  return patientId
}

const TRUST = 'trust:'

/** No patient's id is like it: those are GUIDs. */
export function chainOfTrust(odsCode: string): string {
  return TRUST + odsCode
}

/** Writes the entry at the end of its chain, where entries written at the same moment wait for each other. */
export async function append(transaction: Transaction, entry: AuditEntry): Promise<void> {
  const { chain, subject } = entry
  const { entries: place, hash: previous } =
    (await takePlace(transaction, chain)) ?? (await beginChain(transaction, chain))
  const hash = entryHash(entry, place, previous)
  await transaction('audit_log').insert({
    patient_id: chain,
    place,
    at: entry.at,
    actor: entry.actor,
    actor_id: entry.actorId,
    action: entry.action,
    subject_type: subject.type,
    subject_id: subject.id,
    // For releases, and questions, that know appointments only.
    appointment_id: subject.type === 'appointment' ? subject.id : null,
    version: subject.version ?? null,
    format: FORMAT,
    previous_hash: previous,
    hash,
  })
  await transaction('audit_head').where('patient_id', chain).update({ hash })
}

/** SHA-256, in hexadecimal, of a JSON list in this order, in UTF-8: no two entries can be written as the same text. */
export function entryHash(entry: AuditEntry, place: number, previous: string): string {
  const { action, actor, actorId, at, chain, subject } = entry
  const about = [subject.type, subject.id, subject.version ?? null]
  return hashOf([FORMAT, chain, place, at, actor, actorId, action, ...about, previous])
}

/** An entry of format 1, which knows appointments only. */
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

/** An entry of before the chains, in `audit_entry`. */
export interface EarlierEntry {
  at: string | Date
  actor: string
  action: string
  appointment_id: string
  version: number
}

/** What stands for the hash before a chain's first entry: it covers what `audit_entry` held of the patient until then. */
export function beginning(chain: string, earlier: readonly EarlierEntry[]): string {
  const said = earlier.map(({ at, actor, action, appointment_id, version }) => [
    written(at),
    actor,
    action,
    appointment_id,
    version,
  ])
  return hashOf([chain, said])
}

export function earlierEntries(database: Database) {
  return database('audit_entry').select('patient_id', 'at', 'actor', 'action', 'appointment_id', 'version')
}

/** An instant as it was written, whatever somebody may have made of it since. */
export function written(at: string | Date): string {
  return at instanceof Date ? toColumn(fromColumn(at)) : at
}

interface Head {
  entries: number
  hash: string
}

/** The head is written as it is read: from here to the end of the transaction no other entry comes between. */
async function takePlace(transaction: Transaction, chain: string): Promise<Head | undefined> {
  const more = { entries: transaction.raw('entries + 1') }
  const [head] = await transaction('audit_head').where('patient_id', chain).update(more, ['entries', 'hash'])
  return head
}

/** Two first entries wait for each other at the patient; so does an older copy that still writes to `audit_entry`. */
async function beginChain(transaction: Transaction, chain: string): Promise<Head> {
  if (chain.startsWith(TRUST)) await lockTrust(transaction, chain.slice(TRUST.length))
  else await lockPatient(transaction, chain)
  const begunMeanwhile = await takePlace(transaction, chain)
  if (begunMeanwhile) return begunMeanwhile
  const earlier: EarlierEntry[] = await earlierEntries(transaction).where('patient_id', chain).orderBy('id')
  const head = { entries: 1, hash: beginning(chain, earlier) }
  await transaction('audit_head').insert({ patient_id: chain, ...head, earlier: earlier.length })
  return head
}

function hashOf(said: unknown): string {
  return hash('sha256', JSON.stringify(said))
}
