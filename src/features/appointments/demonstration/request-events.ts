import { randomUUID } from 'node:crypto'
import { toColumn } from '../../../database/columns.ts'
import type { Database } from '../../../database/database.ts'
import type { HospitalEvent } from '../../../dev/demonstration/feature-data.ts'
import { COLLEAGUE } from '../../../dev/demonstration/staff.ts'
import { CLINIC_CLOSED } from '../appointment.ts'
import { appointmentId } from './appointment.ts'

/* What booking teams do with requests while a patient uses the portal. */

const CARDIOLOGY = appointmentId('9990000018', 'cardiology')
const FERNHOLLOW = 'ZZ1'
const HANNAHS_OLD_TIME = appointmentId('9990000085', 'moved')

const cancelled = (now: Temporal.Instant, by: 'patient' | 'hospital') => ({
  status: 'cancelled',
  cancelled_by: by,
  cancelled_at: toColumn(now),
})

/** By the text of their buttons on the page of states. */
export const requestEvents: Readonly<Record<string, HospitalEvent>> = {
  'The booking team notes a request to cancel the cardiology appointment': (database, now) =>
    request(database, now, 'cancel'),
  'The booking team notes a request to reschedule the cardiology appointment': (database, now) =>
    request(database, now, 'reschedule'),
  'The booking team starts to look at the request about the cardiology appointment': (database, now) =>
    open(database).update({
      claimed_by: COLLEAGUE,
      claimed_at: toColumn(now),
      claimed_until: toColumn(now.add({ minutes: 20 })),
    }),
  'The booking team is late with its reply about the cardiology appointment': (database, now) =>
    open(database).update('promised_by', toColumn(now.subtract({ hours: 1 }))),
  'The booking team declines the request about the cardiology appointment': (database, now) =>
    close(database, now, 'declined', 'We have looked for other times and there are none before August.'),
  'The booking team declines the request about the cardiology appointment without a reason': (
    database,
    now,
  ) => close(database, now, 'declined'),
  'The booking team cancels the cardiology appointment as asked': async (database, now) => {
    await cardiology(database).update(cancelled(now, 'patient'))
    await close(database, now, 'done')
  },
  'The hospital cancels the cardiology appointment and its request ends': async (database, now) => {
    await cardiology(database).update(cancelled(now, 'hospital'))
    await close(database, now, 'lapsed')
  },
  'The hospital closes the cardiology clinic': async (database, now) => {
    await cardiology(database).update(cancelled(now, 'hospital'))
    await request(database, now, 'reschedule', { reason: CLINIC_CLOSED })
  },
  'The hospital has closed the cardiology clinic and moved Hannah’s appointment': (database, now) =>
    request(database, now, 'reschedule', {
      appointment_id: HANNAHS_OLD_TIME,
      reason: CLINIC_CLOSED,
      status: 'done',
      decided_at: toColumn(now),
    }),
  'The cardiology appointment has begun and its request ends': async (database, now) => {
    const starts_at = toColumn(now.subtract({ minutes: 5 }))
    await cardiology(database).update({ starts_at, ends_at: toColumn(now.add({ minutes: 25 })) })
    await close(database, now, 'lapsed')
  },
  'The booking team has moved Hannah’s cardiology appointment as she asked': (database, now) =>
    request(database, now, 'reschedule', {
      appointment_id: HANNAHS_OLD_TIME,
      status: 'done',
      decided_at: toColumn(now),
    }),
}

function request(
  database: Database,
  now: Temporal.Instant,
  kind: 'cancel' | 'reschedule',
  more: object = {},
) {
  return database('change_request').insert({
    id: randomUUID(),
    appointment_id: CARDIOLOGY,
    kind,
    reason: 'other',
    requested_at: toColumn(now),
    promised_by: toColumn(now.add({ hours: 48 })),
    trust_ods_code: FERNHOLLOW,
    ...more,
  })
}

function cardiology(database: Database) {
  return database('appointment').where('id', CARDIOLOGY)
}

function open(database: Database) {
  return database('change_request').where({ appointment_id: CARDIOLOGY, status: 'open' })
}

function close(database: Database, now: Temporal.Instant, status: string, reply: string | null = null) {
  return open(database).update({ status, decided_at: toColumn(now), reply })
}
