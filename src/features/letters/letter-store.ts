import { isGuid, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { fixedQuery } from '../../database/fixed-query.ts'
import { insertRows } from '../../database/insert-rows.ts'
import { VISIBLE } from '../appointments/appointments.ts'
import type { FileFormat, Letter, LetterKind } from './letter.ts'
import { letter, type Row, selectLetters } from './letter-row.ts'

/**
 * SQL condition for letters that their patient is shown at an instant, which is its parameter. It is part of every query,
 * so that a letter that was withdrawn cannot be distinguished from a missing one. What the trust hides of appointments
 * (`VISIBLE`), it hides of letters as well.
 */
export const SHOWN = `(letter.withdrawn_at is null and letter.superseded_by is null
  and (letter.embargoed_until is null or letter.embargoed_until <= ?)
  and not exists (select visibility_rule.id from visibility_rule
    where visibility_rule.trust_ods_code = letter.trust_ods_code
    and visibility_rule.treatment_function_code = letter.treatment_function_code)
  and not exists (select appointment.id from appointment join clinic on clinic.id = appointment.clinic_id
    where appointment.id = letter.appointment_id and appointment.patient_id = letter.patient_id and not ${VISIBLE}))`

export interface NewLetter {
  id: string
  patientId: string
  trustOdsCode: string
  sourceId: string
  appointmentId: string | null
  kind: LetterKind
  treatmentFunctionCode: string | null
  datedOn: Temporal.PlainDate
  embargoedUntil: Temporal.Instant | null
  importedAt: Temporal.Instant
  file: { id: string; size: number; pages: number | null; format: FileFormat }
  htmlFileId: string | null
  contentHash: string
  /** As `postingTerms` has them. */
  post: { after: Temporal.Instant; always: boolean } | null
}

/** The database refuses a letter of a trust whose `sourceId` it has already. */
export async function insertLetters(transaction: Transaction, letters: readonly NewLetter[]): Promise<void> {
  const rows = letters.map(each => ({
    id: each.id,
    patient_id: each.patientId,
    trust_ods_code: each.trustOdsCode,
    source_id: each.sourceId,
    appointment_id: each.appointmentId,
    kind: each.kind,
    treatment_function_code: each.treatmentFunctionCode,
    dated_on: each.datedOn.toString(),
    embargoed_until: each.embargoedUntil && toColumn(each.embargoedUntil),
    imported_at: toColumn(each.importedAt),
    file_id: each.file.id,
    file_size: each.file.size,
    file_pages: each.file.pages,
    file_format: each.file.format,
    html_file_id: each.htmlFileId,
    content_hash: each.contentHash,
    post_after: each.post && toColumn(each.post.after),
    post_always: each.post?.always ?? false,
  }))
  if (rows.length) await insertRows(transaction, 'letter', rows)
}

/** Finds a letter by id and patient in one query, so that another patient's letter is not found. */
export async function findLetter(
  database: Database,
  { id, patientId }: { id: unknown; patientId: string },
  now: Temporal.Instant,
): Promise<Letter | undefined> {
  if (!isGuid(id)) return undefined
  const row = await shownLetter(database, id, patientId, toColumn(now))
  return row && letter(row)
}

const shownLetter = fixedQuery<[id: string, patientId: string, now: string], Row | undefined>(
  (database, id, patientId, now) =>
    selectLetters(database)
      .where({ 'letter.id': id, 'letter.patient_id': patientId })
      .whereRaw(SHOWN, [now])
      .first(),
)

/** The id of the letter that replaces this one of the patient, whether it is shown or not. */
export async function successorOf(
  database: Database,
  { id, patientId }: { id: string; patientId: string },
): Promise<string | undefined> {
  const row = await database('letter')
    .where({ id, patient_id: patientId, withdrawn_at: null })
    .first('superseded_by')
  return row?.superseded_by ?? undefined
}

/** Which letters of a list are asked for. `year` is that of the date on them. */
export interface LetterFilter {
  trustOdsCode?: string | undefined
  year?: number | undefined
}

/** Those of a patient, newest first. */
export async function listLetters(
  database: Database,
  patientId: string,
  { trustOdsCode, year }: LetterFilter,
  { now, offset, limit }: { now: Temporal.Instant; offset: number; limit: number },
): Promise<Letter[]> {
  const query = selectLetters(database)
    .where('letter.patient_id', patientId)
    .whereRaw(SHOWN, [toColumn(now)])
  if (trustOdsCode !== undefined) query.where('letter.trust_ods_code', trustOdsCode)
  if (year !== undefined) query.whereBetween('letter.dated_on', [`${year}-01-01`, `${year}-12-31`])
  const rows: Row[] = await query
    .orderBy([
      { column: 'letter.dated_on', order: 'desc' },
      { column: 'letter.imported_at', order: 'desc' },
      { column: 'letter.id', order: 'desc' },
    ])
    .offset(offset)
    .limit(limit)
  return rows.map(letter)
}

/** Those that the patient has not read, newest first. */
export async function listUnread(
  database: Database,
  patientId: string,
  { now, limit }: { now: Temporal.Instant; limit: number },
): Promise<Letter[]> {
  const rows = await unreadOf(database, patientId, toColumn(now), limit)
  return rows.map(letter)
}

const NEWEST_FIRST = [
  { column: 'letter.dated_on', order: 'desc' },
  { column: 'letter.id', order: 'desc' },
]

const unreadOf = fixedQuery<[patientId: string, now: string, limit: number], Row[]>(
  (database, patientId, now, limit) =>
    selectLetters(database)
      .where({ 'letter.patient_id': patientId, 'letter.read_at': null })
      .whereRaw(SHOWN, [now])
      .orderBy(NEWEST_FIRST)
      .limit(limit),
)

/** Those about an appointment, newest first. */
export async function listLettersAbout(
  database: Database,
  { appointmentId, patientId }: { appointmentId: string; patientId: string },
  now: Temporal.Instant,
): Promise<Letter[]> {
  const rows = await shownAbout(database, appointmentId, patientId, toColumn(now))
  return rows.map(letter)
}

const shownAbout = fixedQuery<[appointmentId: string, patientId: string, now: string], Row[]>(
  (database, appointmentId, patientId, now) =>
    selectLetters(database)
      .where({ 'letter.appointment_id': appointmentId, 'letter.patient_id': patientId })
      .whereRaw(SHOWN, [now])
      .orderBy(NEWEST_FIRST),
)

/** How many there are of each trust and year, as what a filter offers. */
export interface LetterCount {
  trustOdsCode: string
  trustName: string
  year: number
  total: number
}

export async function countLetters(
  database: Database,
  patientId: string,
  now: Temporal.Instant,
): Promise<LetterCount[]> {
  const rows: Row[] = await database('letter')
    .join('trust', 'trust.ods_code', 'letter.trust_ods_code')
    .where('letter.patient_id', patientId)
    .whereRaw(SHOWN, [toColumn(now)])
    .groupBy('trust.ods_code', 'trust.name')
    .groupByRaw('substring(letter.dated_on, 1, 4)')
    .select('trust.ods_code', 'trust.name', database.raw('substring(letter.dated_on, 1, 4) as year'))
    .count({ total: 'letter.id' })
    .orderBy('trust.name')
  return rows.map(row => ({
    trustOdsCode: String(row.ods_code),
    trustName: String(row.name),
    year: Number(row.year),
    total: Number(row.total),
  }))
}
