import { fromColumn, toColumn } from '../../../database/columns.ts'
import type { Database } from '../../../database/database.ts'
import { clinicId, clinicianId } from '../../../dev/demonstration/clinic.ts'
import type { HospitalEvent } from '../../../dev/demonstration/feature-data.ts'
import { fernhollow } from '../../../dev/demonstration/fernhollow.ts'
import { appointmentId } from './appointment.ts'

/*
 * Changes by the hospital while a patient uses the portal, for pages that appear only then. All of them concern one
 * appointment of one invented person, and can be undone.
 */

type Row = Record<string, unknown>
const AMIRA = '9990000018'
const CARDIOLOGY = appointmentId(AMIRA, 'cardiology')

/** By the text of their buttons on the page of states. */
export const hospitalEvents: Readonly<Record<string, HospitalEvent>> = {
  'The cardiology appointment starts an hour later': async (database, now) => {
    const { starts_at, ends_at } = await cardiology(database).first()
    await change({ starts_at: later(starts_at), ends_at: later(ends_at) })(database, now)
  },
  'The cardiology appointment lasts an hour longer': async (database, now) => {
    const { ends_at } = await cardiology(database).first()
    await change({ ends_at: later(ends_at) })(database, now)
  },
  'The cardiology appointment is to start in half an hour': async (database, now) => {
    const starts = now.add({ minutes: 30 })
    await change({ starts_at: toColumn(starts), ends_at: toColumn(starts.add({ minutes: 30 })) })(
      database,
      now,
    )
  },
  'The cardiology appointment gets another place': change({
    medium: 'FACE_TO_FACE',
    place: 'Ward 9',
    site_ods_code: 'ZZ101',
  }),
  'The cardiology appointment becomes a phone call': change({
    medium: 'TELEPHONE',
    place: null,
    site_ods_code: null,
  }),
  'The cardiology appointment becomes a video call': change({
    medium: 'VIDEO_CONSULTATION',
    place: null,
    site_ods_code: null,
  }),
  'The cardiology appointment is with another clinician': change({
    clinician_id: clinicianId(fernhollow.ent.clinician),
  }),
  'The cardiology appointment has no clinician yet': change({ clinician_id: null }),
  'The cardiology appointment has neither a place nor a site yet': change({
    place: null,
    site_ods_code: null,
  }),
  'The cardiology appointment is updated, and looks the same': change({}),
  'The cardiology appointment has been moved once by the patient': change({ changes_made: 1 }),
  'The hospital cancels the cardiology appointment': (database, now) =>
    change({ status: 'cancelled', cancelled_by: 'hospital', cancelled_at: toColumn(now) })(database, now),
  'The cardiology clinic wants to be asked': clinic({ cancel_how: 'request', reschedule_how: 'request' }),
  'The cardiology clinic wants to be called to cancel': clinic({ cancel_how: 'phone' }),
  'The cardiology clinic wants to be called to cancel or reschedule': clinic({
    cancel_how: 'phone',
    reschedule_how: 'phone',
  }),
  'The cardiology clinic stops moving appointments online': clinic({ most_changes: 0 }),
  'The cardiology clinic lets an appointment be moved once': clinic({ most_changes: 1 }),
  'The cardiology clinic needs an hour’s notice': clinic({ minimum_notice_hours: 1 }),
  'The cardiology clinic needs 5 hours’ notice': clinic({ minimum_notice_hours: 5 }),
  'The opening hours of the cardiology clinic are written wrong': clinic({ opens_at: '' }),
  'The role of the cardiologist is missing': database =>
    database('clinician').where('id', clinicianId(fernhollow.cardiology.clinician)).update({ role: '' }),
  'The free times in cardiology have no clinician yet': database =>
    database('slot').where('clinic_id', clinicId(fernhollow.cardiology)).update({ clinician_id: null }),
  'The first free time in cardiology is with another clinician': firstFreeTime({
    clinician_id: clinicianId(fernhollow.ent.clinician),
  }),
  'The first free time in cardiology is at another hospital': firstFreeTime({ site_ods_code: 'ZZ102' }),
  'Another patient takes the first free time in cardiology': async (database, now) => {
    const first = await freeTimes(database, now).first('id')
    await take(database, [first.id])
  },
  'All but one of the free times on the first free day in cardiology are taken': async (database, now) => {
    const [, ...others] = await onFirstDay(database, now)
    await take(database, others)
  },
  'All free times on the first free day in cardiology are taken': async (database, now) =>
    take(database, await onFirstDay(database, now)),
  'All free times in cardiology are taken': async (database, now) =>
    take(database, await freeTimes(database, now).pluck('id')),
}

function cardiology(database: Database) {
  return database('appointment').where('id', CARDIOLOGY)
}

function change(columns: Row): HospitalEvent {
  return database => cardiology(database).update({ ...columns, version: database.raw('version + 1') })
}

function clinic(columns: Row): HospitalEvent {
  return database => database('clinic').where('id', clinicId(fernhollow.cardiology)).update(columns)
}

function later(column: unknown): string {
  return toColumn(fromColumn(column as string).add({ hours: 1 }))
}

function freeTimes(database: Database, now: Temporal.Instant) {
  return database('slot')
    .where('clinic_id', clinicId(fernhollow.cardiology))
    .where('starts_at', '>', toColumn(now))
    .whereRaw('booked < capacity')
    .orderBy('starts_at')
}

async function onFirstDay(database: Database, now: Temporal.Instant): Promise<string[]> {
  const times = await freeTimes(database, now).select('id', 'starts_at')
  const day = (column: unknown) =>
    fromColumn(column as string)
      .toZonedDateTimeISO('Europe/London')
      .toPlainDate()
  return times.filter(each => day(each.starts_at).equals(day(times[0].starts_at))).map(each => each.id)
}

function firstFreeTime(columns: Row): HospitalEvent {
  return async (database, now) => {
    const first = await freeTimes(database, now).first('id')
    await database('slot').where('id', first.id).update(columns)
  }
}

function take(database: Database, ids: readonly string[]) {
  return database('slot')
    .whereIn('id', ids)
    .update({ booked: database.ref('capacity') })
}
