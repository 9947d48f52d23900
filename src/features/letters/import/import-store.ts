import { fromColumn, toColumn } from '../../../database/columns.ts'
import type { Database, Transaction } from '../../../database/database.ts'
import type { LetterKind } from '../letter.ts'
import type { PostingRules } from '../posting.ts'

export interface ImportTrust extends PostingRules {
  odsCode: string
}

export async function findTrust(database: Database, odsCode: string): Promise<ImportTrust | undefined> {
  const row = await database('trust')
    .where('ods_code', odsCode)
    .first('ods_code', 'post_letters_after_hours', 'letters_also_by_post')
  // SQL Server also finds a code in other letters.
  if (row?.ods_code !== odsCode) return undefined
  return {
    odsCode,
    afterHours: row.post_letters_after_hours,
    mayChoose: Boolean(row.letters_also_by_post),
  }
}

export interface Recipient {
  id: string
  /** CCYY-MM-DD. */
  dateOfBirth: string
  /** Whether they also want letters of this trust on paper. */
  wantsPaper: boolean
}

export async function findRecipient(
  database: Database,
  nhsNumber: string,
  trustOdsCode: string,
): Promise<Recipient | undefined> {
  const row = await database('patient')
    .leftJoin('letter_choice', join =>
      join
        .on('letter_choice.patient_id', 'patient.id')
        .andOnVal('letter_choice.trust_ods_code', '=', trustOdsCode),
    )
    .where('patient.nhs_number', nhsNumber)
    .first('patient.id', 'patient.birth_date', 'letter_choice.by_post')
  return row && { id: row.id, dateOfBirth: row.birth_date, wantsPaper: Boolean(row.by_post) }
}

export async function findAppointmentId(
  database: Database,
  about: { pasId: string; trustOdsCode: string; patientId: string },
): Promise<string | undefined> {
  const row = await database('appointment')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .where({
      'appointment.pas_id': about.pasId,
      'appointment.patient_id': about.patientId,
      'clinic.trust_ods_code': about.trustOdsCode,
    })
    .first('appointment.id')
  return row?.id
}

/** What an import needs to know of a letter that is there already. */
export interface KnownLetter {
  id: string
  patientId: string
  kind: LetterKind
  treatmentFunctionCode: string | null
  /** CCYY-MM-DD. */
  datedOn: string
  appointmentId: string | null
  embargoedUntil: Temporal.Instant | null
  importedAt: Temporal.Instant
  contentHash: string
  supersededBy: string | null
  isWithdrawn: boolean
  isMarkedForPost: boolean
  version: number
}

export async function findKnownLetter(
  database: Database,
  { trustOdsCode, sourceId }: { trustOdsCode: string; sourceId: string },
): Promise<KnownLetter | undefined> {
  const row = await database('letter').where({ trust_ods_code: trustOdsCode, source_id: sourceId }).first()
  return (
    row && {
      id: row.id,
      patientId: row.patient_id,
      kind: row.kind,
      treatmentFunctionCode: row.treatment_function_code,
      datedOn: row.dated_on,
      appointmentId: row.appointment_id,
      embargoedUntil: row.embargoed_until && fromColumn(row.embargoed_until),
      importedAt: fromColumn(row.imported_at),
      contentHash: row.content_hash,
      supersededBy: row.superseded_by,
      isWithdrawn: row.withdrawn_at !== null,
      isMarkedForPost: row.to_post_at !== null,
      version: row.version,
    }
  )
}

/** Whether a letter has replaced another, or one that has replaced that, and so on. */
export async function isReplacedBy(
  database: Database,
  { supersededBy }: Pick<KnownLetter, 'supersededBy'>,
  id: string,
): Promise<boolean> {
  const passed = new Set<string>()
  for (let each = supersededBy; each !== null && !passed.has(each); ) {
    if (each === id) return true
    passed.add(each)
    const row = await database('letter').where('id', each).first('superseded_by')
    each = row?.superseded_by ?? null
  }
  return false
}

/** Those that another import has changed meanwhile are left alone. Answers whether it was. */
export async function changeLetter(
  transaction: Transaction,
  { id, version }: { id: string; version: number },
  changes: {
    appointmentId?: string | null
    embargoedUntil?: Temporal.Instant | null
    post?: { after: Temporal.Instant; always: boolean } | null
    supersededBy?: string
    withdrawnAt?: Temporal.Instant
  },
): Promise<boolean> {
  const { appointmentId, embargoedUntil, post, supersededBy, withdrawnAt } = changes
  const changed = await transaction('letter')
    .where({ id, version })
    .update({
      version: version + 1,
      ...(appointmentId !== undefined && { appointment_id: appointmentId }),
      ...(embargoedUntil !== undefined && { embargoed_until: embargoedUntil && toColumn(embargoedUntil) }),
      ...(post !== undefined && {
        post_after: post && toColumn(post.after),
        post_always: post?.always ?? false,
      }),
      ...(supersededBy !== undefined && { superseded_by: supersededBy }),
      ...(withdrawnAt !== undefined && { withdrawn_at: toColumn(withdrawnAt) }),
    })
  return changed === 1
}
