import { audit, auditAccess } from '../../src/audit/audit.ts'
import { append, earlierEntries } from '../../src/audit/chain.ts'
import { verifyAudit } from '../../src/audit/verify-audit.ts'
import type { Transaction } from '../../src/database/database.ts'
import { clearExpired } from '../../src/database/expiry.ts'
import { idempotent } from '../../src/database/idempotent.ts'
import { insertRows, putRows } from '../../src/database/insert-rows.ts'
import { lockPatient, lockTrust } from '../../src/database/locks.ts'
import { warnWithoutReadCommittedSnapshot } from '../../src/database/reader-locks.ts'
import type { Appointment, FreeTime } from '../../src/features/appointments/appointment.ts'
import * as appointments from '../../src/features/appointments/appointment-store.ts'
import { addRequest, openRequestAges } from '../../src/features/appointments/change-request-store.ts'
import * as slots from '../../src/features/appointments/slot-store.ts'
import { listTrusts } from '../../src/features/help/trust-store.ts'
import { claimOnce } from '../../src/features/log-in/used-once-store.ts'
import { eventsOfTrust, isTrust } from '../../src/features/monthly-report/counted-event-store.ts'
import * as patients from '../../src/features/patients/patient-store.ts'
import * as told from '../../src/features/wayfinder/registered-patient-store.ts'
import * as reported from '../../src/features/wayfinder/reported-appointment-store.ts'
import * as reporting from '../../src/features/wayfinder/reporting-event-store.ts'
import { features } from '../../src/features.ts'
import { retentionOf } from '../../src/jobs.ts'
import { adoptEarlierEvents } from '../../src/outbox/earlier-outbox.ts'
import type { LeasedEvent } from '../../src/outbox/event.ts'
import { addToOutbox, outboxState } from '../../src/outbox/outbox.ts'
import * as lease from '../../src/outbox/outbox-store.ts'
import { DatabaseRateLimiter } from '../../src/runtime/database-rate-limiter.ts'
import { SessionStore } from '../../src/runtime/database-session-store.ts'
import * as turns from '../../src/scheduling/lease-store.ts'
import type { Log } from '../../src/shared/log.ts'

/** Every function that sends statements, by the file it is in, with something to send. */
export const statements: Record<string, Record<string, (database: Transaction) => Promise<unknown>>> = {
  'src/features/appointments/appointment-store.ts': {
    findAppointment: db => appointments.findAppointment(db, 'p', id),
    listAppointments: async db => {
      await appointments.listAppointments(db, 'p', list)
      await appointments.listAppointments(db, 'p', { ...list, side: 'past' })
    },
    listAllAppointments: db => appointments.listAllAppointments(db, 'p'),
    nextAppointment: db => appointments.nextAppointment(db, 'p', now),
    countAppointments: db => appointments.countAppointments(db, 'p', 'upcoming', now),
    listMoved: db => appointments.listMoved(db, 'p'),
    markCancelled: db => appointments.markCancelled(db, appointment, { reason: 'other', now }),
    raiseVersion: db => appointments.raiseVersion(db, appointment),
    bookAgain: db => appointments.bookAgain(db, appointment, time),
  },
  'src/features/appointments/slot-store.ts': {
    freeTimes: db => slots.freeTimes(db, 'p', appointment, now),
    findFreeTime: db => slots.findFreeTime(db, 'p', appointment, now, id),
    takePlace: db => slots.takePlace(db, time.slotId),
    releasePlace: db => slots.releasePlace(db, 's'),
  },
  'src/features/appointments/change-request-store.ts': {
    addRequest: db =>
      addRequest(db, {
        appointmentId: 'a',
        kind: 'cancel',
        reason: 'other',
        requestedAt: now,
        promisedBy: now,
      }),
    openRequestAges: db => openRequestAges(db, now),
  },
  'src/features/patients/patient-store.ts': {
    findPatientByNhsNumber: db => patients.findPatientByNhsNumber(db, '9990000018'),
    findPatient: db => patients.findPatient(db, 'p'),
  },
  'src/features/wayfinder/reported-appointment-store.ts': {
    findReportable: db => reported.findReportable(db, 'a', now),
    lockAppointment: db => reported.lockAppointment(db, 'a'),
    keepReported: async db => {
      await reported.keepReported(db, { ...toReport, reported: null })
      await reported.keepReported(db, { ...toReport, reported: { version: 1, status: 'booked' } })
    },
    endOfStretch: db => reported.endOfStretch(db, 'a', 1000),
    changedSinceReported: db =>
      reported.changedSinceReported(db, { after: 'a', upTo: 'b', since: '2026-06-01T00:00:00.000', now }),
    decidedRequests: db => reported.decidedRequests(db, 'a'),
  },
  'src/features/wayfinder/registered-patient-store.ts': {
    patientsToRegister: db => told.patientsToRegister(db, { kind: 'appointments', limit: 200, now }),
    markRegistered: db => told.markRegistered(db, 'appointments', [toTell], now),
    markRefused: db => told.markRefused(db, 'appointments', [toTell], now),
    requestResend: db => told.requestResend(db, 'appointments', now),
    countRegistered: db => told.countRegistered(db, 'appointments', now),
    countRefusedRecords: db => told.countRefusedRecords(db),
  },
  'src/features/monthly-report/counted-event-store.ts': {
    eventsOfTrust: db => Array.fromAsync(eventsOfTrust(db, 'RFF', { from: now, until: now })),
    isTrust: db => isTrust(db, 'RFF'),
  },
  'src/features/help/trust-store.ts': { listTrusts: db => listTrusts(db, 6) },
  'src/features/log-in/used-once-store.ts': { claimOnce: db => claimOnce(db, 'value', now) },
  'src/audit/audit.ts': {
    audit: db => audit(db, patient, 'cancelled', subject, now),
    auditAccess: db => auditAccess(db, patient, 'viewed-appointments', 'patient', now),
  },
  'src/audit/chain.ts': {
    append: db => append(db, { at: '', actor: 'patient', actorId: null, chain: 'p', action: '', subject }),
    earlierEntries: db => earlierEntries(db),
  },
  'src/database/locks.ts': { lockPatient: db => lockPatient(db, 'p'), lockTrust: db => lockTrust(db, 'RFF') },
  'src/audit/verify-audit.ts': { verifyAudit: db => verifyAudit(db, { fault() {}, outside() {} }) },
  'src/outbox/outbox.ts': {
    addToOutbox: db => addToOutbox(db, 'appointment-cancelled', subject, now),
    outboxState: db => outboxState(db, now),
  },
  'src/outbox/earlier-outbox.ts': { adoptEarlierEvents: db => adoptEarlierEvents(db, now) },
  'src/outbox/outbox-store.ts': {
    leaseEvents: db => lease.leaseEvents(db, { now, lease: { seconds: 60 }, limit: 10 }),
    markSent: db => lease.markSent(db, event, now),
    retryLater: db => lease.retryLater(db, event, now),
    setAside: db => lease.setAside(db, event, now),
  },
  'src/features/wayfinder/reporting-event-store.ts': {
    addReportingEvent: db => reporting.addReportingEvent(db, { kind: 'log-in', at: now, sessionId: 's' }),
    isReported: db => reporting.isReported(db, 'k'),
    waitingEvents: db => reporting.waitingEvents(db, 1000),
    settleEvents: db => reporting.settleEvents(db, [1, 2], 'sent', now),
    reportingState: db => reporting.reportingState(db, now),
  },
  'src/scheduling/lease-store.ts': {
    acquireLease: db => turns.acquireLease(db, { ...turn, until: now }),
    releaseLease: db => turns.releaseLease(db, turn),
    recordJobHealth: async db => {
      await turns.recordJobHealth(db, 'reports', true, now)
      await turns.recordJobHealth(db, 'reports', false, now)
    },
    failingSeconds: db => turns.failingSeconds(db, now),
  },
  'src/database/idempotent.ts': {
    idempotent: async db => {
      const asked = { key: ['k'], payload: '', now }
      await idempotent(db, asked, async () => 'outcome')
      await idempotent(db, asked, async () => 'never')
    },
  },
  'src/database/insert-rows.ts': {
    insertRows: db => insertRows(db, 'clinician', [clinician, { ...clinician, id: 'd' }]),
    putRows: db => putRows(db, 'clinician', 'id', [clinician]),
  },
  'src/database/expiry.ts': { clearExpired: db => clearExpired(db, now, retentionOf(features)) },
  'src/database/reader-locks.ts': {
    warnWithoutReadCommittedSnapshot: db =>
      warnWithoutReadCommittedSnapshot(db, { warn() {} } as unknown as Log),
  },
  'src/runtime/database-rate-limiter.ts': {
    _upsert: async db => {
      const rule = { keyPrefix: 'limit', points: 1, duration: 60 }
      await new DatabaseRateLimiter(rule, db, { now: () => now }).consume('key')
    },
  },
  'src/runtime/database-session-store.ts': {
    get: db => new Promise(done => sessions(db).get('id', done)),
    set: db => new Promise(done => sessions(db).set('id', session, done)),
    touch: db => new Promise(done => sessions(db).touch('id', session, done)),
    destroy: db => new Promise(done => sessions(db).destroy('id', done)),
    timeLeft: db => sessions(db).timeLeft('id'),
  },
}

const id = '00000000-0000-4000-8000-000000000000'
const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const patient = { kind: 'patient', patientId: 'p' } as const
const event = { id: 'e', leaseId: 'l' } as LeasedEvent
const subject = { type: 'appointment', id, version: 1 }
const appointment = { id, version: 1, clinicId: 'c', slotId: 's', changesMade: 0 } as Appointment
const time = { slotId: 't', startsAt: now, endsAt: now.add({ minutes: 30 }) } as FreeTime
const clinician = { id: 'c', name: 'Dr Lee', role: 'Consultant' }
const list = { side: 'upcoming', now, offset: 20, limit: 20 } as const
const toReport = { id, version: 2, status: 'cancelled' } as reported.Reportable
const toTell = { patientId: 'p', nhsNumber: '9990000018' }
const turn = { name: 'reports', holder: 'h', now } as const
const session = { cookie: { originalMaxAge: null } }

function sessions(database: Transaction): SessionStore {
  return new SessionStore(database, { now: () => now }, () => Temporal.Duration.from({ minutes: 10 }))
}
