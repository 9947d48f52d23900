import type { Database, Transaction } from '../database/database.ts'
import { fixedQuery } from '../database/fixed-query.ts'
import { insertRows, type Row } from '../database/insert-rows.ts'
import { lockPatient, lockTrust } from '../database/locks.ts'
import { type AuditEntry, type EarlierEntry, entryHash, FORMAT, initialHash, TRUST_PREFIX } from './entry.ts'

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

/** Appends the entry to its chain. Concurrent appends to a chain wait for each other. */
export async function appendEntry(transaction: Transaction, entry: AuditEntry): Promise<void> {
  const { chain } = entry
  const head = (await reservePlace(transaction, chain)) ?? (await startChain(transaction, chain))
  const row = rowOf(entry, head)
  await insertEntry(transaction, ...COLUMNS.map(column => row[column]))
  await setHash(transaction, chain, row.hash)
}

/** SQL Server takes 2,100 parameters in a statement. */
const ENTRIES_PER_STATEMENT = 100

/**
 * Appends entries to different chains, up to 100 of them in as few statements as one entry takes. Two lists of the same patients
 * may each wait for the other on SQL Server, which then rolls one back; the caller repeats it.
 */
export async function appendEntries(transaction: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += ENTRIES_PER_STATEMENT)
    await appendTogether(transaction, entries.slice(start, start + ENTRIES_PER_STATEMENT))
}

async function appendTogether(transaction: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  const chains = entries.map(({ chain }) => chain)
  const heads: (Head & { patient_id: string })[] = await transaction('audit_head')
    .whereIn('patient_id', chains)
    .update({ entries: transaction.raw('entries + 1') }, ['patient_id', 'entries', 'hash'])
  const headOf = new Map(heads.map(head => [head.patient_id, head]))
  const rows: ReturnType<typeof rowOf>[] = []
  for (const entry of entries)
    rows.push(rowOf(entry, headOf.get(entry.chain) ?? (await startChain(transaction, entry.chain))))
  await insertRows(transaction, 'audit_log', rows)
  const cases = rows.map(() => 'when ? then ?').join(' ')
  const hashes = rows.flatMap(row => [row.patient_id, row.hash])
  await transaction('audit_head')
    .whereIn('patient_id', chains)
    .update({ hash: transaction.raw(`case patient_id ${cases} end`, hashes) })
}

function rowOf(entry: AuditEntry, { entries: place, hash: previous }: Head) {
  const { subject } = entry
  return {
    patient_id: entry.chain,
    place,
    at: entry.at,
    actor: entry.actor,
    actor_id: entry.actorId,
    actor_role: entry.actorRole,
    actor_trust: entry.actorTrust,
    action: entry.action,
    subject_type: subject.type,
    subject_id: subject.id,
    // Releases before 0.2, and queries written for them, read only this column.
    appointment_id: subject.type === 'appointment' ? subject.id : null,
    version: subject.version ?? null,
    format: FORMAT,
    previous_hash: previous,
    hash: entryHash(entry, place, previous),
  } satisfies Row
}

const COLUMNS = [
  ...['patient_id', 'place', 'at', 'actor', 'actor_id', 'actor_role', 'actor_trust', 'action'],
  ...['subject_type', 'subject_id', 'appointment_id', 'version', 'format', 'previous_hash', 'hash'],
] as readonly (keyof ReturnType<typeof rowOf>)[]

/** With a value for each of {@link COLUMNS}. */
const insertEntry = fixedQuery((database, ...values: readonly (string | number | null)[]) =>
  database('audit_log').insert(Object.fromEntries(COLUMNS.map((column, index) => [column, values[index]]))),
)

const setHash = fixedQuery((database, chain: string, hash: string) =>
  database('audit_head').where('patient_id', chain).update({ hash }),
)

export function earlierEntries(database: Database) {
  return database('audit_entry').select('patient_id', 'at', 'actor', 'action', 'appointment_id', 'version')
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
