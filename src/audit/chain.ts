import { hash } from 'node:crypto'
import { fromColumn, toColumn } from '../database/columns.ts'
import type { Database, Transaction } from '../database/database.ts'
import { lockPatient } from '../database/lock-patient.ts'

/*
 * The audit log is a chain for each patient: entries 1, 2, 3… each of whose hash covers what it says, its place and
 * the hash of the one before, and a head that says how many there are and the hash of the last. `npm run audit:verify`
 * walks them all and finds an entry that was edited, deleted, put in another's place, cut off the end or added.
 *
 * It is a plain chain, without a key. Whoever may write to both tables and works out every later hash and the head
 * anew, puts a head back to where it was and deletes what came after, or deletes a patient's whole chain with its
 * head, is not found by it. Against them the portal's database user is to be denied update and delete on `audit_log`,
 * and a backup's heads show what there was when it was made.
 */

export interface AuditEntry {
  /** As its column takes it. */
  at: string
  /** What kind of person acted; the patient whose record it is, for now. */
  actor: string
  patientId: string
  action: string
  appointmentId: string | null
  version: number | null
}

/** Writes the entry at the end of its patient's chain, where entries written at the same moment wait for each other. */
export async function append(transaction: Transaction, entry: AuditEntry): Promise<void> {
  const { patientId } = entry
  const { entries: place, hash: previous } =
    (await takePlace(transaction, patientId)) ?? (await beginChain(transaction, patientId))
  const hash = entryHash(entry, place, previous)
  await transaction('audit_log').insert({
    patient_id: patientId,
    place,
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    appointment_id: entry.appointmentId,
    version: entry.version,
    previous_hash: previous,
    hash,
  })
  await transaction('audit_head').where('patient_id', patientId).update({ hash })
}

/** SHA-256, in hexadecimal, of a JSON list in this order, in UTF-8: no two entries can be written as the same text. */
export function entryHash(entry: AuditEntry, place: number, previous: string): string {
  const { patientId, at, actor, action, appointmentId, version } = entry
  return hashOf([patientId, place, at, actor, action, appointmentId, version, previous])
}

/** An entry of before the chains, in `audit_entry`. */
export interface EarlierEntry {
  at: string | Date
  actor: string
  action: string
  appointment_id: string
  version: number
}

/** What stands for the hash before a patient's first entry: it covers what `audit_entry` held of them until then. */
export function beginning(patientId: string, earlier: readonly EarlierEntry[]): string {
  const said = earlier.map(({ at, actor, action, appointment_id, version }) => [
    written(at),
    actor,
    action,
    appointment_id,
    version,
  ])
  return hashOf([patientId, said])
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

/** The head is written as it is read: from here to the end of the transaction nobody else's entry comes between. */
async function takePlace(transaction: Transaction, patientId: string): Promise<Head | undefined> {
  const more = { entries: transaction.raw('entries + 1') }
  const [head] = await transaction('audit_head')
    .where('patient_id', patientId)
    .update(more, ['entries', 'hash'])
  return head
}

/** Two first entries wait for each other at the patient; so does an older copy that still writes to `audit_entry`. */
async function beginChain(transaction: Transaction, patientId: string): Promise<Head> {
  await lockPatient(transaction, patientId)
  const begunMeanwhile = await takePlace(transaction, patientId)
  if (begunMeanwhile) return begunMeanwhile
  const earlier: EarlierEntry[] = await earlierEntries(transaction)
    .where('patient_id', patientId)
    .orderBy('id')
  const head = { entries: 1, hash: beginning(patientId, earlier) }
  await transaction('audit_head').insert({ patient_id: patientId, ...head, earlier: earlier.length })
  return head
}

function hashOf(said: unknown): string {
  return hash('sha256', JSON.stringify(said))
}
