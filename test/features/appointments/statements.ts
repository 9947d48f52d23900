import type { Appointment, FreeTime } from '../../../src/features/appointments/appointment.ts'
import * as appointments from '../../../src/features/appointments/appointment-store.ts'
import * as bookings from '../../../src/features/appointments/booking-store.ts'
import { addRequest, openRequestAges } from '../../../src/features/appointments/change-request-store.ts'
import * as followUps from '../../../src/features/appointments/follow-up/follow-up-store.ts'
import * as slots from '../../../src/features/appointments/slot-store.ts'
import * as unaudited from '../../../src/features/appointments/unaudited-change-store.ts'
import type { Statements } from '../../database/statements.ts'

export const statements: Statements = {
  'src/features/appointments/appointment-store.ts': {
    findAppointment: db => appointments.findAppointment(db, 'p', id),
    listAppointments: async db => {
      await appointments.listAppointments(db, 'p', list)
      await appointments.listAppointments(db, 'p', { ...list, side: 'cancelled' })
      await appointments.listAppointments(db, 'p', { ...list, side: 'past' })
    },
    findAppointmentOfTrust: db =>
      appointments.findAppointmentOfTrust(db, { trustOdsCode: 'RFF', patientId: 'p', id }),
    listAllAppointments: db => appointments.listAllAppointments(db, 'p'),
    listAppointmentsOfTrust: db =>
      appointments.listAppointmentsOfTrust(db, { trustOdsCode: 'RFF', patientId: 'p' }),
    nextAppointment: db => appointments.nextAppointment(db, 'p', now),
    countAppointments: db => appointments.countAppointments(db, 'p', 'upcoming', now),
    listAppointmentsAt: async db => {
      await appointments.listAppointmentsAt(db, { patientId: 'p', trustOdsCode: 'RFF' }, list)
      await appointments.listAppointmentsAt(
        db,
        { patientId: 'p', trustOdsCode: 'RFF' },
        { ...list, side: 'past' },
      )
    },
    countAppointmentsAt: db =>
      appointments.countAppointmentsAt(db, { patientId: 'p', trustOdsCode: 'RFF' }, 'past', now),
    listMoved: db => appointments.listMoved(db, 'p'),
  },
  'src/features/appointments/booking-store.ts': {
    markCancelled: db => bookings.markCancelled(db, appointment, { reason: 'other', now }),
    incrementVersion: db => bookings.incrementVersion(db, appointment),
    markSucceeded: db => bookings.markSucceeded(db, appointment, 'b'),
    addBooking: db => bookings.addBooking(db, { patientId: 'p', clinicId: 'c', title: 'Cardiology' }, time),
    rebook: db => bookings.rebook(db, appointment, time),
  },
  'src/features/appointments/follow-up/follow-up-store.ts': {
    findCancellationReason: db => followUps.findCancellationReason(db, cancelled),
    hasOtherAppointment: db => followUps.hasOtherAppointment(db, cancelled),
  },
  'src/features/appointments/unaudited-change-store.ts': {
    changesWithoutEntry: db => unaudited.changesWithoutEntry(db),
  },
  'src/features/appointments/slot-store.ts': {
    freeTimes: async db => {
      await slots.freeTimes(db, 'p', appointment, now)
      await slots.freeTimes(db, 'p', slots.newAppointmentAt('c'), now)
    },
    findFreeTime: db => slots.findFreeTime(db, 'p', appointment, now, id),
    takePlace: db => slots.takePlace(db, time.slotId),
    releasePlace: db => slots.releasePlace(db, 's'),
  },
  'src/features/appointments/change-request-store.ts': {
    addRequest: db =>
      addRequest(db, {
        appointmentId: 'a',
        trustOdsCode: 'RFF',
        clinicId: 'c',
        kind: 'cancel',
        reason: 'other',
        requestedAt: now,
        promisedBy: now,
      }),
    openRequestAges: db => openRequestAges(db, now),
  },
}

const id = '00000000-0000-4000-8000-000000000000'
const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const appointment = {
  id,
  version: 1,
  clinicId: 'c',
  slotId: 's',
  changesMade: 0,
  rules: { minimumNoticeHours: 48 },
} as Appointment
const time = { slotId: 't', startsAt: now, endsAt: now.add({ minutes: 30 }) } as FreeTime
const list = { side: 'upcoming', now, offset: 20, limit: 20 } as const

const cancelled = { appointmentId: id, openedAt: now, patientId: 'p', trustOdsCode: 'RFF' }
