import type { Knex } from 'knex'
import { toColumn } from '../../../database/columns.ts'
import type { Database } from '../../../database/database.ts'
import type { ChangeRequest } from '../change-request.ts'
import { changeRequest, type Row } from '../change-request-row.ts'
import { selectRequests } from '../request-store.ts'

/** Why there is nothing left to decide: codes of the history. */
export type Lapse = 'appointment-cancelled' | 'date-passed' | 'patient-died'

/**
 * Open requests of which there is nothing left to decide. A request for another time goes on when the hospital cancels, because the
 * booking team still owes the patient a time; it lapses if the hospital has moved the appointment itself.
 */
export async function listLapsed(
  database: Database,
  now: Temporal.Instant,
  limit: number,
): Promise<{ request: ChangeRequest; why: Lapse }[]> {
  const rows: Row[] = await selectLapsed(database, now).orderBy('change_request.promised_by').limit(limit)
  return rows.map(row => ({ request: changeRequest(row), why: whyLapsed(row) }))
}

/** The same request, if it is still open in this version and has lapsed. */
export async function findLapsed(
  database: Database,
  { id, version }: Pick<ChangeRequest, 'id' | 'version'>,
  now: Temporal.Instant,
): Promise<{ request: ChangeRequest; why: Lapse } | undefined> {
  const row = await selectLapsed(database, now)
    .where({ 'change_request.id': id, 'change_request.version': version })
    .first()
  return row && { request: changeRequest(row), why: whyLapsed(row) }
}

/** Fills in the trust and the clinic of requests that an older release has added. */
export async function fillInClinics(database: Database): Promise<void> {
  const clinic = () =>
    database('clinic')
      .join('appointment', 'appointment.clinic_id', 'clinic.id')
      .whereRaw('appointment.id = change_request.appointment_id')
  await database('change_request')
    .where(incomplete => incomplete.whereNull('trust_ods_code').orWhereNull('clinic_id'))
    .whereRaw("status = 'open'")
    .update({
      trust_ods_code: clinic().select('clinic.trust_ods_code') as never,
      clinic_id: clinic().select('clinic.id') as never,
    })
}

function selectLapsed(database: Database, now: Temporal.Instant) {
  return selectRequests(database)
    .join('patient', 'patient.id', 'appointment.patient_id')
    .select('appointment.status as appointment_status', 'patient.death_date')
    .whereRaw("change_request.status = 'open'")
    .where(over =>
      over
        .whereNotNull('patient.death_date')
        .orWhere(past => past.where('appointment.starts_at', '<=', toColumn(now)).whereNot(owesAnotherTime))
        .orWhereIn('appointment.status', ['fulfilled', 'noshow'])
        .orWhere(cancelled =>
          cancelled
            .where('appointment.status', 'cancelled')
            .where(needed =>
              needed
                .where('change_request.kind', 'cancel')
                .orWhere('appointment.cancelled_by', 'patient')
                .orWhereNotNull('appointment.moved_to_id'),
            ),
        ),
    )
}

/** The hospital has cancelled, and still owes the patient the other time that they asked for, also after the old one. */
function owesAnotherTime(query: Knex.QueryBuilder): void {
  query
    .where({
      'change_request.kind': 'reschedule',
      'appointment.status': 'cancelled',
      'appointment.cancelled_by': 'hospital',
    })
    .whereNull('appointment.moved_to_id')
}

function whyLapsed(row: Row): Lapse {
  if (row.death_date !== null) return 'patient-died'
  return row.appointment_status === 'cancelled' ? 'appointment-cancelled' : 'date-passed'
}
