import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { audit } from '../../../audit/audit.ts'
import type { Transaction } from '../../../database/database.ts'
import { StaleVersion } from '../../../database/idempotent.ts'
import type { StoredFiles } from '../../../files/stored-files.ts'
import { addToOutbox } from '../../../outbox/outbox.ts'
import { portalActor } from '../../../shared/actor.ts'
import { specialtyName } from '../../appointments/appointments.ts'
import type { Block } from '../blocks.ts'
import { letterSubject } from '../letter.ts'
import { insertLetters } from '../letter-store.ts'
import { postingTerms } from '../posting.ts'
import type { ArrivingLetter, LetterDescription } from './arriving-letter.ts'
import { change, IMPORT } from './change-letter.ts'
import {
  findAppointmentId,
  findKnownLetter,
  findRecipient,
  findTrust,
  type ImportTrust,
  isReplacedBy,
  type KnownLetter,
  type Recipient,
} from './import-store.ts'
import type { PdfFacts } from './inspection/inspection.ts'
import { LetterRefused } from './refusal.ts'

/** A letter whose files have been read and checked. */
export interface CheckedLetter {
  letter: ArrivingLetter
  /** Undefined for one that is only withdrawn. */
  content: { hash: string; pdf: Buffer; facts: PdfFacts | undefined; blocks: Block[] | undefined } | undefined
}

export type Stored = 'added' | 'changed' | 'withdrawn' | 'unchanged'

interface Arrived {
  letter: ArrivingLetter
  description: LetterDescription
  trust: ImportTrust
  recipient: Recipient
  known: KnownLetter | undefined
  appointmentId: string | null
}

/** Stores one letter in a transaction. Throws {@link LetterRefused}, and then has changed nothing. */
export async function storeLetter(
  transaction: Transaction,
  files: StoredFiles,
  { letter, content }: CheckedLetter,
  now: Temporal.Instant,
): Promise<Stored> {
  const trust = await findTrust(transaction, letter.trustOdsCode)
  if (!trust) throw new LetterRefused('trust-unknown')
  const recipient = await findRecipient(transaction, letter.nhsNumber, trust.odsCode)
  if (!recipient) throw new LetterRefused('patient-unknown')
  if (letter.dateOfBirth !== undefined && letter.dateOfBirth !== recipient.dateOfBirth)
    throw new LetterRefused('date-of-birth-differs')
  const known = await findKnownLetter(transaction, letter)
  if (known && known.patientId !== recipient.id) throw new LetterRefused('other-patient')
  const { description } = letter
  if (!description || !content) return withdraw(transaction, known, now)
  const appointmentId = await appointmentOf(transaction, letter, description, recipient)
  checkDescription(description, now)
  const arrived = { letter, description, trust, recipient, known, appointmentId }
  const replaced = await findReplaced(transaction, arrived)
  if (!known) {
    if (!content.facts) throw new StaleVersion()
    const id = await add(transaction, files, arrived, { ...content, facts: content.facts }, now)
    if (replaced) await change(transaction, replaced, 'replaced', { supersededBy: id }, now)
    return 'added'
  }
  checkUnchanged(arrived, known, content.hash)
  const isUpdated = await update(transaction, arrived, known, now)
  const replaces = replaced?.supersededBy === null ? replaced : undefined
  if (replaces) await change(transaction, replaces, 'replaced', { supersededBy: known.id }, now)
  return isUpdated || replaces ? 'changed' : 'unchanged'
}

async function withdraw(
  transaction: Transaction,
  known: KnownLetter | undefined,
  now: Temporal.Instant,
): Promise<Stored> {
  if (!known) throw new LetterRefused('letter-unknown')
  if (known.isWithdrawn) return 'unchanged'
  await change(transaction, known, 'withdrawn', { withdrawnAt: now }, now)
  return 'withdrawn'
}

async function appointmentOf(
  transaction: Transaction,
  { trustOdsCode }: ArrivingLetter,
  { appointmentPasId: pasId }: LetterDescription,
  { id: patientId }: Recipient,
): Promise<string | null> {
  if (pasId === null) return null
  const id = await findAppointmentId(transaction, { pasId, trustOdsCode, patientId })
  if (id === undefined) throw new LetterRefused('appointment-unknown')
  return id
}

function checkDescription(
  { treatmentFunctionCode: code, datedOn }: LetterDescription,
  now: Temporal.Instant,
): void {
  if (code !== null && specialtyName(code) === null) throw new LetterRefused('specialty-unknown')
  const tomorrow = now.toZonedDateTimeISO('Europe/London').toPlainDate().add({ days: 1 })
  if (Temporal.PlainDate.compare(datedOn, tomorrow) > 0) throw new LetterRefused('date-in-future')
}

/** The letter that this one replaces, if it says so. */
async function findReplaced(
  transaction: Transaction,
  { letter: { trustOdsCode }, description: { supersedes }, recipient, known }: Arrived,
): Promise<KnownLetter | undefined> {
  if (supersedes === null) return undefined
  const replaced = await findKnownLetter(transaction, { trustOdsCode, sourceId: supersedes })
  if (replaced?.patientId !== recipient.id) throw new LetterRefused('supersedes-unknown')
  if (replaced.supersededBy !== null && replaced.supersededBy !== known?.id)
    throw new LetterRefused('already-superseded')
  // Letters that replace each other in a circle would all be gone.
  if (known && (await isReplacedBy(transaction, known, replaced.id)))
    throw new LetterRefused('already-superseded')
  return replaced
}

/** A letter that a patient may have read is never another one later. */
function checkUnchanged({ description }: Arrived, known: KnownLetter, hash: string): void {
  if (known.isWithdrawn) throw new LetterRefused('letter-withdrawn')
  const isSame =
    known.contentHash === hash &&
    known.kind === description.kind &&
    known.treatmentFunctionCode === description.treatmentFunctionCode &&
    known.datedOn === description.datedOn.toString()
  if (!isSame) throw new LetterRefused('changed-letter')
}

async function add(
  transaction: Transaction,
  files: StoredFiles,
  { letter, description, trust, recipient, appointmentId }: Arrived,
  { hash, pdf, facts, blocks }: { hash: string; pdf: Buffer; facts: PdfFacts; blocks: Block[] | undefined },
  now: Temporal.Instant,
): Promise<string> {
  const id = randomUUID()
  const file = await files.put(transaction, Readable.from([pdf]))
  const html = blocks && (await files.put(transaction, Readable.from([Buffer.from(JSON.stringify(blocks))])))
  const shown = shownFrom(description, now)
  await insertLetters(transaction, [
    {
      id,
      patientId: recipient.id,
      trustOdsCode: trust.odsCode,
      sourceId: letter.sourceId,
      appointmentId,
      kind: description.kind,
      treatmentFunctionCode: description.treatmentFunctionCode,
      datedOn: description.datedOn,
      embargoedUntil: description.embargoedUntil,
      importedAt: now,
      file: { id: file.id, size: file.size, pages: facts.pages, format: facts.format },
      htmlFileId: html?.id ?? null,
      contentHash: hash,
      post: postingTerms(trust, recipient.wantsPaper, { ...description, importedAt: now, shownFrom: shown }),
    },
  ])
  const subject = letterSubject({ id, version: 1 })
  await audit(transaction, portalActor(IMPORT, recipient.id), 'added-letter', subject, now)
  await addToOutbox(transaction, 'letter-added', subject, now)
  return id
}

async function update(
  transaction: Transaction,
  { description, trust, recipient, appointmentId }: Arrived,
  known: KnownLetter,
  now: Temporal.Instant,
): Promise<boolean> {
  const { embargoedUntil } = description
  const isSameEmbargo = String(known.embargoedUntil) === String(embargoedUntil)
  if (isSameEmbargo && known.appointmentId === appointmentId) return false
  // A patient who has not been shown it yet is shown it now at the earliest, so the time to read it begins now.
  const shown = shownFrom(known, known.importedAt)
  const earliest = Temporal.Instant.compare(shown, now) > 0 ? now : shown
  const from = { ...description, importedAt: known.importedAt, shownFrom: shownFrom(description, earliest) }
  const post = postingTerms(trust, recipient.wantsPaper, from)
  const terms = isSameEmbargo || known.isMarkedForPost ? {} : { post }
  await change(transaction, known, 'changed', { appointmentId, embargoedUntil, ...terms }, now)
  return true
}

function shownFrom(
  { embargoedUntil }: Pick<LetterDescription, 'embargoedUntil'>,
  earliest: Temporal.Instant,
): Temporal.Instant {
  return embargoedUntil && Temporal.Instant.compare(embargoedUntil, earliest) > 0 ? embargoedUntil : earliest
}
