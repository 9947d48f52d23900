import { fromColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Appointment, ChangeKind, ChangeMethod, FreeTime, Status, Where } from './appointment.ts'
import { CLINIC_CLOSED } from './appointment.ts'
import { openingHours } from './opening-hours.ts'
import { titleWords } from './words/title-words.ts'

/** Converts joined rows of the PAS to appointments and free times. */

export type Row = Record<string, string | number | null>
type Text = string | null

const RULE_COLUMNS = [
  'cancel_how',
  'reschedule_how',
  'minimum_notice_hours',
  'most_changes',
  'promise_working_hours',
  'phone',
  'open_days',
  'opens_at',
  'closes_at',
]

const RULE_COLUMNS_SQL = RULE_COLUMNS.flatMap(column => [
  `trust.${column} as trust_${column}`,
  `clinic.${column} as clinic_${column}`,
])

const WHERE_COLUMNS = [
  'site.name as site_name',
  'site.address as site_address',
  'clinician.name as clinician_name',
  'clinician.role as clinician_role',
]

/*
 * The fixed part of the statement is written as SQL, because Knex takes longer to build it than the database takes to
 * find the row. 'open' is not bound, because the database uses a filtered index only for a query with the same
 * literal condition.
 */
const COLUMNS = [
  'appointment.*',
  'clinic.preparation',
  'clinic.treatment_function_code',
  'trust.ods_code as trust_ods_code',
  'trust.name as trust_name',
  'trust.sms_number as trust_sms_number',
  'trust.email as trust_email',
  'trust.postal_address as trust_postal_address',
  'change_request.id as request_id',
  'change_request.kind as request_kind',
  'change_request.reason as request_reason',
  'change_request.requested_at',
  'change_request.promised_by',
  'change_request.claimed_at',
  'change_request.claimed_until',
  ...RULE_COLUMNS_SQL,
  ...WHERE_COLUMNS,
].join(', ')
const JOINS = `
  join clinic on clinic.id = appointment.clinic_id
  join trust on trust.ods_code = clinic.trust_ods_code
  left join site on site.ods_code = appointment.site_ods_code
  left join clinician on clinician.id = appointment.clinician_id
  left join change_request on change_request.appointment_id = appointment.id and change_request.status = 'open'`

/** Selects appointments, each with its open change request, if there is one. */
export function selectAppointments(database: Database) {
  return database('appointment').joinRaw(JOINS).select(database.raw(COLUMNS))
}

export function selectSlots(database: Database) {
  return database('slot')
    .leftJoin('site', 'site.ods_code', 'slot.site_ods_code')
    .leftJoin('clinician', 'clinician.id', 'slot.clinician_id')
    .select('slot.*', ...WHERE_COLUMNS)
}

export function freeTime(row: Row): FreeTime {
  return { slotId: String(row.id), ...timesOf(row), ...whereOf(row) }
}

export function appointment(row: Row): Appointment {
  const status = row.status as Status
  const openRequest = pendingRequest(row)
  return {
    ...timesOf(row),
    ...whereOf(row),
    id: String(row.id),
    version: Number(row.version),
    clinicId: String(row.clinic_id),
    slotId: row.slot_id as Text,
    title: String(row.title),
    titleWords: titleWords(String(row.title), String(row.treatment_function_code)),
    encounterClass: row.encounter_class as Appointment['encounterClass'],
    priority: row.priority as Appointment['priority'],
    status,
    shown: openRequest ? PENDING[openRequest.kind] : status,
    cancelledBy: row.cancelled_by as Appointment['cancelledBy'],
    movedToId: row.moved_to_id as Text,
    changesMade: Number(row.changes_made),
    preparation: row.preparation as Text,
    request: openRequest,
    trustName: String(row.trust_name),
    trustOdsCode: String(row.trust_ods_code),
    treatmentFunctionCode: String(row.treatment_function_code),
    externalIds: { pasId: String(row.pas_id), ubrn: row.ubrn as Text, pathwayId: row.pathway_id as Text },
    ...contactAndRules(row, column => row[`clinic_${column}`] ?? row[`trust_${column}`] ?? ''),
  }
}

const PENDING = { cancel: 'pending-cancellation', reschedule: 'pending-reschedule' } as const

function contactAndRules(
  row: Row,
  ruled: (column: string) => string | number,
): Pick<Appointment, 'contact' | 'rules'> {
  return {
    contact: {
      phone: String(ruled('phone')),
      ...openingHours(ruled),
      smsNumber: row.trust_sms_number as Text,
      email: row.trust_email as Text,
      postalAddress: row.trust_postal_address as Text,
    },
    rules: {
      cancel: ruled('cancel_how') as ChangeMethod,
      reschedule: ruled('reschedule_how') as ChangeMethod,
      minimumNoticeHours: Number(ruled('minimum_notice_hours')),
      maxChanges: Number(ruled('most_changes')),
      promiseWorkingHours: Number(ruled('promise_working_hours')),
    },
  }
}

function timesOf(row: Row) {
  return { startsAt: toInstant(row.starts_at), endsAt: toInstant(row.ends_at) }
}

function whereOf(row: Row): Where {
  // The PAS has a site for telephone and video clinics too, but the patient must not go there.
  const travels = row.medium === 'FACE_TO_FACE'
  return {
    medium: row.medium as Where['medium'],
    place: travels ? (row.place as Text) : null,
    site:
      travels && row.site_name ? { name: String(row.site_name), address: String(row.site_address) } : null,
    clinician: row.clinician_name
      ? { name: String(row.clinician_name), role: String(row.clinician_role) }
      : null,
  }
}

/**
 * The open request, if it is still pending. After the hospital cancels the appointment, a request for another time is
 * still pending, but a request to cancel is not.
 */
function pendingRequest(row: Row): Appointment['request'] {
  const stillOpen =
    row.status === 'booked' || (row.status === 'cancelled' && row.request_kind === 'reschedule')
  if (!row.request_kind || !stillOpen) return null
  return {
    id: String(row.request_id),
    kind: row.request_kind as ChangeKind,
    byHospital: row.request_reason === CLINIC_CLOSED,
    requestedAt: toInstant(row.requested_at),
    promisedBy: toInstant(row.promised_by),
    claim: row.claimed_at ? { at: toInstant(row.claimed_at), until: toInstant(row.claimed_until) } : null,
  }
}

function toInstant(value: unknown): Temporal.Instant {
  return fromColumn(value as string | Date)
}
