import { fromColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { openingHours } from '../appointments/appointments.ts'
import type { Questionnaire, TrustContact } from './questionnaire.ts'

export type Row = Record<string, string | number | Date | null>

/** Questionnaires with the title of their definition and the name of their trust. */
export function questionnaires(database: Database) {
  return database('questionnaire')
    .join('questionnaire_definition', 'questionnaire_definition.id', 'questionnaire.definition_id')
    .join('trust', 'trust.ods_code', 'questionnaire.trust_ods_code')
    .select('questionnaire.*', 'questionnaire_definition.title', 'questionnaire_definition.type')
    .select({ trust_name: 'trust.name' })
    .select('trust.phone', 'trust.sms_number', 'trust.email', 'trust.postal_address')
    .select('trust.open_days', 'trust.opens_at', 'trust.closes_at', 'trust.promise_working_hours')
}

export function questionnaire(row: Row): Questionnaire {
  return {
    id: String(row.id),
    trustOdsCode: String(row.trust_ods_code),
    trustName: String(row.trust_name),
    contact: contact(row),
    promiseWorkingHours: Number(row.promise_working_hours),
    patientId: String(row.patient_id),
    definitionId: String(row.definition_id),
    title: String(row.title),
    type: String(row.type),
    appointmentId: row.appointment_id as string | null,
    status: row.status as Questionnaire['status'],
    version: Number(row.version),
    source: row.source as Questionnaire['source'],
    askedAt: instant(row.asked_at),
    availableFrom: instant(row.available_from),
    expiresAt: instantOrNull(row.expires_at),
    startedAt: instantOrNull(row.started_at),
    completedAt: instantOrNull(row.completed_at),
    completedBy: row.completed_by as Questionnaire['completedBy'],
    revokedAt: instantOrNull(row.revoked_at),
  }
}

function contact(row: Row): TrustContact {
  return {
    phone: String(row.phone),
    ...openingHours(column => row[column] as string),
    smsNumber: row.sms_number as string | null,
    email: row.email as string | null,
    postalAddress: row.postal_address as string | null,
  }
}

function instant(value: unknown): Temporal.Instant {
  return fromColumn(value as string | Date)
}

function instantOrNull(value: unknown): Temporal.Instant | null {
  return value === null ? null : instant(value)
}
