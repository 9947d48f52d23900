import { isGuid, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { fixedQuery } from '../../database/fixed-query.ts'
import type { Appointment } from './appointment.ts'
import { appointment, type Row, selectAppointments } from './appointment-row.ts'
import { HIDDEN_BY, type HiddenBy, VISIBLE } from './visibility.ts'

/** Finds an appointment by id and patient in one query, so that another patient's appointment is not found. */
export async function findAppointment(
  database: Database,
  patientId: string,
  id: unknown,
): Promise<Appointment | undefined> {
  if (!isGuid(id)) return undefined
  const row = await visibleAppointment(database, id, patientId)
  return row && appointment(row)
}

const visibleAppointment = fixedQuery<[id: string, patientId: string], Row | undefined>(
  (database, id, patientId) =>
    selectAppointments(database)
      .where({ 'appointment.id': id, 'appointment.patient_id': patientId })
      .whereRaw(VISIBLE)
      .first(),
)

/** For staff of the trust, who also decide about an appointment that is hidden from its patient. */
export async function findAppointmentOfTrust(
  database: Database,
  { trustOdsCode, patientId, id }: { trustOdsCode: string; patientId: string; id: string },
): Promise<Appointment | undefined> {
  const row: Row | undefined = await selectAppointments(database)
    .where({ 'appointment.id': id, 'appointment.patient_id': patientId, 'trust.ods_code': trustOdsCode })
    .first()
  return row && appointment(row)
}

/** As staff of its trust see it. */
export interface StaffAppointment extends Appointment {
  hiddenBy: HiddenBy | null
}

/**
 * Those of a patient at a trust, for its staff, earliest first: also those that are hidden from the patient. Not the holding
 * ones, which no patient attends.
 */
export async function listAppointmentsOfTrust(
  database: Database,
  { trustOdsCode, patientId }: { trustOdsCode: string; patientId: string },
): Promise<StaffAppointment[]> {
  const rows: Row[] = await selectAppointments(database)
    .select(database.raw(HIDDEN_BY))
    .where({ 'appointment.patient_id': patientId, 'trust.ods_code': trustOdsCode })
    .whereRaw('appointment.holding = 0')
    .orderBy([{ column: 'appointment.starts_at' }, { column: 'appointment.id' }])
  return rows.map(row => ({ ...appointment(row), hiddenBy: row.hidden_by as HiddenBy | null }))
}

/** `cancelled` are those cancelled that have not ended; `past` have ended, whatever became of them. */
export type Side = 'upcoming' | 'cancelled' | 'past'

/** One part of the list: past ones latest first, others soonest first. Moved ones appear only at their new time. */
export async function listAppointments(
  database: Database,
  patientId: string,
  { side, now, offset, limit }: { side: Side; now: Temporal.Instant; offset: number; limit: number },
): Promise<Appointment[]> {
  const rows = await partOf[side](database, patientId, toColumn(now), offset, limit)
  return rows.map(appointment)
}

const ORDER = { upcoming: 'asc', cancelled: 'asc', past: 'desc' } as const

const partOf = { upcoming: fixedPart('upcoming'), cancelled: fixedPart('cancelled'), past: fixedPart('past') }

function fixedPart(side: Side) {
  const order = ORDER[side]
  return fixedQuery<[patientId: string, now: string, offset: number, limit: number], Row[]>(
    (database, patientId, now, offset, limit) =>
      onSide(selectAppointments(database), patientId, side, now)
        .orderBy([{ column: 'appointment.starts_at', order }, { column: 'appointment.id' }])
        .offset(offset)
        .limit(limit),
  )
}

/** One part of the list, with the appointments at one trust only. */
export async function listAppointmentsAt(
  database: Database,
  { patientId, trustOdsCode }: { patientId: string; trustOdsCode: string },
  { side, now, offset, limit }: { side: Side; now: Temporal.Instant; offset: number; limit: number },
): Promise<Appointment[]> {
  const order = ORDER[side]
  const rows: Row[] = await onSide(selectAppointments(database), patientId, side, toColumn(now))
    .where('clinic.trust_ods_code', trustOdsCode)
    .orderBy([{ column: 'appointment.starts_at', order }, { column: 'appointment.id' }])
    .offset(offset)
    .limit(limit)
  return rows.map(appointment)
}

export async function countAppointmentsAt(
  database: Database,
  { patientId, trustOdsCode }: { patientId: string; trustOdsCode: string },
  side: Side,
  now: Temporal.Instant,
): Promise<number> {
  const row = await countOn(database, patientId, side, toColumn(now))
    .where('clinic.trust_ods_code', trustOdsCode)
    .first()
  return Number(row?.total)
}

/** All visible appointments, past and upcoming, earliest first. Includes those cancelled because they were moved. */
export async function listAllAppointments(database: Database, patientId: string): Promise<Appointment[]> {
  const rows = await allVisible(database, patientId)
  return rows.map(appointment)
}

const allVisible = fixedQuery<[patientId: string], Row[]>((database, patientId) =>
  selectAppointments(database)
    .where('appointment.patient_id', patientId)
    .whereRaw(VISIBLE)
    .orderBy([{ column: 'appointment.starts_at' }, { column: 'appointment.id' }]),
)

/** The soonest booked appointment that has not ended. */
export async function nextAppointment(
  database: Database,
  patientId: string,
  now: Temporal.Instant,
): Promise<Appointment | undefined> {
  const row = await soonestBooked(database, patientId, toColumn(now))
  return row && appointment(row)
}

const soonestBooked = fixedQuery<[patientId: string, now: string], Row | undefined>(
  (database, patientId, now) =>
    onSide(selectAppointments(database), patientId, 'upcoming', now)
      .where('appointment.status', 'booked')
      .orderBy([{ column: 'appointment.starts_at' }, { column: 'appointment.id' }])
      .first(),
)

export async function countAppointments(
  database: Database,
  patientId: string,
  side: Side,
  now: Temporal.Instant,
): Promise<number> {
  const row = await countOf[side](database, patientId, toColumn(now))
  return Number(row?.total)
}

const countOf = {
  upcoming: fixedCount('upcoming'),
  cancelled: fixedCount('cancelled'),
  past: fixedCount('past'),
}

function fixedCount(side: Side) {
  return fixedQuery<[patientId: string, now: string], { total: number } | undefined>(
    (database, patientId, now) => countOn(database, patientId, side, now).first(),
  )
}

function countOn(database: Database, patientId: string, side: Side, now: string) {
  const appointments = database('appointment').join('clinic', 'clinic.id', 'appointment.clinic_id')
  return onSide(appointments, patientId, side, now).count({ total: 'appointment.id' })
}

/** The patient's appointments that were moved, each with the id of its successor. */
export async function listMoved(
  database: Database,
  patientId: string,
): Promise<{ id: string; movedToId: string; version: number }[]> {
  return database('appointment')
    .where('patient_id', patientId)
    .whereNotNull('moved_to_id')
    .select('id', 'moved_to_id as movedToId', 'version')
}

function onSide<Query extends ReturnType<Database>>(
  query: Query,
  patientId: string,
  side: Side,
  now: string,
) {
  const theirs = query
    .where('appointment.patient_id', patientId)
    .where('appointment.ends_at', side === 'past' ? '<=' : '>', now)
    .whereNull('appointment.moved_to_id')
    .whereRaw(VISIBLE)
  if (side === 'past') return theirs
  return theirs.where('appointment.status', side === 'cancelled' ? '=' : '<>', 'cancelled')
}
