import { fromColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { openingHours, specialtyName } from '../appointments/appointments.ts'
import type { FileFormat, Letter, LetterKind, LetterPost, Receipt } from './letter.ts'

export type Row = Record<string, string | number | boolean | Date | null>

const TRUST_COLUMNS = [
  ...['name', 'phone', 'sms_number', 'email', 'postal_address'],
  ...['open_days', 'opens_at', 'closes_at'],
]

const REPLACES = `case when exists (select earlier.id from letter earlier where earlier.superseded_by = letter.id)
  then 1 else 0 end as replaces`

export function selectLetters(database: Database) {
  return database('letter')
    .join('trust', 'trust.ods_code', 'letter.trust_ods_code')
    .select(
      'letter.*',
      ...TRUST_COLUMNS.map(name => `trust.${name} as trust_${name}`),
      database.raw(REPLACES),
    )
}

export function letter(row: Row): Letter {
  const code = text(row.treatment_function_code)
  return {
    id: String(row.id),
    patientId: String(row.patient_id),
    trustOdsCode: String(row.trust_ods_code),
    trustName: String(row.trust_name),
    contact: {
      phone: String(row.trust_phone),
      hours: openingHours(column => String(row[`trust_${column}`])).hours,
      smsNumber: text(row.trust_sms_number),
      email: text(row.trust_email),
      postalAddress: text(row.trust_postal_address),
    },
    sourceId: String(row.source_id),
    appointmentId: text(row.appointment_id),
    kind: row.kind as LetterKind,
    treatmentFunctionCode: code,
    specialty: code && specialtyName(code),
    datedOn: Temporal.PlainDate.from(String(row.dated_on)),
    importedAt: instant(row.imported_at) as Temporal.Instant,
    file: {
      id: String(row.file_id),
      size: Number(row.file_size),
      pages: row.file_pages === null ? null : Number(row.file_pages),
      format: row.file_format as FileFormat,
    },
    htmlFileId: text(row.html_file_id),
    replaces: Boolean(row.replaces),
    receipt: receiptOf(row),
    readAt: instant(row.read_at),
    post: {
      after: instant(row.post_after),
      always: Boolean(row.post_always),
      markedAt: instant(row.to_post_at),
      endedAt: instant(row.post_ended_at),
      outcome: row.post_outcome as LetterPost['outcome'],
    },
    version: Number(row.version),
  }
}

function receiptOf(row: Row): Receipt {
  if (row.read_at) return 'Read'
  return row.seen_at ? 'Seen' : 'Unread'
}

function text(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

function instant(value: Row[string] | undefined): Temporal.Instant | null {
  return value ? fromColumn(value as string | Date) : null
}
