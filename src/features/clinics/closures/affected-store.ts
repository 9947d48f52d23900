import type { Knex } from 'knex'
import { fromColumn, toColumn } from '../../../database/columns.ts'
import type { Database } from '../../../database/database.ts'
import { slotsClosedBy, slotsWithin } from './closed-slot-store.ts'
import type { Affected, Closure, Scope } from './closure.ts'

const A_DAY = Temporal.Duration.from({ hours: 24 })

/** The first appointments that closing this would affect, soonest first. `slotIds`: null for the whole period. */
export async function listWouldAffect(
  database: Database,
  scope: Scope,
  slotIds: readonly string[] | null,
  now: Temporal.Instant,
  limit: number,
): Promise<Affected[]> {
  const slots = slotIds ?? slotsWithin(database, scope)
  return (await selectAffected(database, scope, slots, now).limit(limit)).map(affected)
}

/**
 * The appointments that are booked although the closure is in force, soonest first: those in its slots, and, of a whole
 * period, those that the hospital has made without a slot. Stays are not appointments of a clinic's day.
 */
export async function listAffected(
  database: Database,
  closure: Closure,
  now: Temporal.Instant,
): Promise<Affected[]> {
  const slots = slotsClosedBy(database, closure.id)
  return (await selectAffected(database, closure, slots, now)).map(affected)
}

/** Whether the appointment is among them. */
export async function isAffected(
  database: Database,
  closure: Closure,
  appointmentId: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const slots = slotsClosedBy(database, closure.id)
  const found = selectAffected(database, closure, slots, now).where('appointment.id', appointmentId)
  return (await found.first()) !== undefined
}

function selectAffected(
  database: Database,
  scope: Scope,
  slots: readonly string[] | Knex.QueryBuilder,
  now: Temporal.Instant,
) {
  const { clinicId, clinicianId, endsAt, startsAt, trustOdsCode, whole } = scope
  const withoutSlot = (query: Knex.QueryBuilder) => {
    query
      .where('appointment.encounter_class', 'outpatient')
      .where('appointment.starts_at', '>=', toColumn(startsAt))
      .where('appointment.starts_at', '<', toColumn(endsAt))
    if (clinicId) query.where('appointment.clinic_id', clinicId)
    else query.where('appointment.clinician_id', clinicianId)
  }
  return (
    database('appointment')
      .join('clinic', 'clinic.id', 'appointment.clinic_id')
      .join('patient', 'patient.id', 'appointment.patient_id')
      .leftJoin('change_request', asked =>
        asked
          .on('change_request.appointment_id', 'appointment.id')
          .andOnVal('change_request.status', 'open')
          .andOnVal('change_request.kind', 'cancel'),
      )
      .where({
        'clinic.trust_ods_code': trustOdsCode,
        'appointment.status': 'booked',
        'appointment.holding': false,
      })
      .where('appointment.starts_at', '>', toColumn(now))
      // An appointment may begin at another time than its slot. Without limits, all appointments to come would be read.
      .where('appointment.starts_at', '>=', toColumn(startsAt.subtract(A_DAY)))
      .where('appointment.starts_at', '<', toColumn(endsAt.add(A_DAY)))
      .where(closed => {
        closed.whereIn('appointment.slot_id', slots as never)
        if (whole) closed.orWhere(withoutSlot)
      })
      .orderBy([{ column: 'appointment.starts_at' }, { column: 'appointment.id' }])
      .select(
        ...['appointment.id', 'appointment.patient_id', 'appointment.starts_at', 'appointment.clinic_id'],
        ...['patient.nhs_number', 'patient.given_name', 'patient.family_name', 'patient.birth_date'],
        ...['clinic.patient_facing_name', 'change_request.id as request_id'],
      )
  )
}

/** Converts a row of an appointment joined with its patient and clinic. */
export function affected(row: Record<string, string | null>): Affected {
  return {
    appointmentId: String(row.id),
    patientId: String(row.patient_id),
    nhsNumber: String(row.nhs_number),
    givenName: String(row.given_name),
    familyName: String(row.family_name),
    birthDate: Temporal.PlainDate.from(String(row.birth_date)),
    startsAt: fromColumn(String(row.starts_at)),
    clinicId: String(row.clinic_id),
    clinicName: String(row.patient_facing_name),
    askedToCancel: Boolean(row.request_id),
  }
}
