import * as clinics from '../../../src/features/clinics/clinic-store.ts'
import * as clinicians from '../../../src/features/clinics/clinician-store.ts'
import * as affected from '../../../src/features/clinics/closures/affected-store.ts'
import * as appointments from '../../../src/features/clinics/closures/closed-appointment-store.ts'
import * as slots from '../../../src/features/clinics/closures/closed-slot-store.ts'
import type { Closure } from '../../../src/features/clinics/closures/closure.ts'
import * as closures from '../../../src/features/clinics/closures/closure-store.ts'
import * as free from '../../../src/features/clinics/closures/free-slot-store.ts'
import * as settings from '../../../src/features/clinics/settings/clinic-settings-store.ts'
import * as upcoming from '../../../src/features/clinics/settings/upcoming-store.ts'
import * as newSlots from '../../../src/features/clinics/slots/new-slot-store.ts'
import type { Statements } from '../../database/statements.ts'

const id = '00000000-0000-4000-8000-000000000000'
const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const period = { from: now, until: now }
const closure: Closure = {
  id,
  name: '',
  trustOdsCode: 'RFF',
  clinicId: 'c',
  clinicianId: null,
  startsAt: now,
  endsAt: now,
  whole: true,
  reason: 'r',
  intended: 'first',
  closedAt: now,
  closedBy: 'u',
  closedRole: 'team-lead',
  reopenedAt: null,
  reopenedBy: null,
  version: 1,
}
const absence: Closure = { ...closure, clinicId: null, clinicianId: 'd' }

const own: settings.Settings = {
  cancel: 'at-once',
  reschedule: null,
  minimumNoticeHours: 48,
  maxChanges: null,
  promiseWorkingHours: null,
  preparation: 'p',
}
const withSettings = { id, name: 'n', version: 1, settings: own, ofTrust: {} as settings.TrustSettings }
const administrator = { kind: 'staff', userId: 'u', role: 'administrator', trustOdsCode: 'RFF' } as const

export const statements: Statements = {
  'src/features/clinics/clinic-store.ts': {
    listClinics: db => clinics.listClinics(db, 'RFF', period),
    findClinic: db => clinics.findClinic(db, 'RFF', id),
    listSlots: db => clinics.listSlots(db, 'c', period),
  },
  'src/features/clinics/clinician-store.ts': {
    listClinicians: db => clinicians.listClinicians(db, 'RFF', now),
    findClinician: db => clinicians.findClinician(db, 'RFF', id),
  },
  'src/features/clinics/settings/upcoming-store.ts': {
    listUpcoming: db => upcoming.listUpcoming(db, 'c', now),
  },
  'src/features/clinics/settings/clinic-settings-store.ts': {
    findSettings: db => settings.findSettings(db, 'RFF', id),
    saveSettings: db => settings.saveSettings(db, { id, version: 1 }, own),
    addSettingsEvent: db => settings.addSettingsEvent(db, withSettings, own, administrator, now),
    listSettingsEvents: db => settings.listSettingsEvents(db, id, 50),
  },
  'src/features/clinics/slots/new-slot-store.ts': {
    listTimes: db => newSlots.listTimes(db, 'c', period),
    findPlace: db => newSlots.findPlace(db, 'c'),
    addSlots: db =>
      newSlots.addSlots(db, 'c', [{ startsAt: now, endsAt: now }], {
        ...{ medium: 'TELEPHONE', capacity: 1, place: null, siteOdsCode: null },
      }),
  },
  'src/features/clinics/closures/closure-store.ts': {
    addClosure: db => closures.addClosure(db, closure),
    findClosure: db => closures.findClosure(db, 'RFF', id),
    listClosures: db => closures.listClosures(db, 'RFF', now),
    listClosuresOfClinic: db => closures.listClosuresOfClinic(db, 'c', period),
    listAllClosures: db => closures.listAllClosures(db, now),
    lockClosure: db => closures.lockClosure(db, id),
    markReopened: db => closures.markReopened(db, closure, 'u', now),
  },
  'src/features/clinics/closures/closed-slot-store.ts': {
    slotsWithin: async db => {
      await slots.slotsWithin(db, closure)
      await slots.slotsWithin(db, absence)
    },
    slotsClosedBy: async db => await slots.slotsClosedBy(db, id),
    blockAll: db => slots.blockAll(db, closure),
    blockSome: db => slots.blockSome(db, closure, ['s']),
    blockSlots: db => slots.blockSlots(db, id, [{ id: 's' }]),
    unblock: db => slots.unblock(db, id),
  },
  'src/features/clinics/closures/affected-store.ts': {
    listWouldAffect: async db => {
      await affected.listWouldAffect(db, closure, null, now, 501)
      await affected.listWouldAffect(db, { ...closure, whole: false }, ['s'], now, 501)
    },
    listAffected: async db => {
      await affected.listAffected(db, closure, now)
      await affected.listAffected(db, absence, now)
    },
    isAffected: db => affected.isAffected(db, closure, id, now),
  },
  'src/features/clinics/closures/closed-appointment-store.ts': {
    addLeft: db => appointments.addLeft(db, id, { appointmentId: id, intended: 'first' }),
    listLeft: db => appointments.listLeft(db, id, 20),
    countLeft: db => appointments.countLeft(db, id),
    isLeft: db => appointments.isLeft(db, id, id),
    markDone: db => appointments.markDone(db, id, id, 'moved', now),
    keepLeft: db => appointments.keepLeft(db, id, now),
    countClosedAppointments: db => appointments.countClosedAppointments(db, id),
    listClosedAppointments: async db => {
      await appointments.listClosedAppointments(db, id, { state: 'left', offset: 0, limit: 50 })
      await appointments.listClosedAppointments(db, id, { state: 'done', offset: 50, limit: 50 })
    },
  },
  'src/features/clinics/closures/free-slot-store.ts': {
    listFreeSlots: db => free.listFreeSlots(db, 'c', now, ['s'], 20),
  },
}
