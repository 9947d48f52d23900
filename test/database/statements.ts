import { audit, auditAccess } from '../../src/database/audit.ts'
import { append, earlierEntries } from '../../src/database/audit-chain.ts'
import { verifyAudit } from '../../src/database/audit-verification.ts'
import type { Transaction } from '../../src/database/database.ts'
import { clearExpired } from '../../src/database/expiry.ts'
import { insertRows, putRows } from '../../src/database/insert-rows.ts'
import { lockPatient } from '../../src/database/lock-patient.ts'
import { once } from '../../src/database/once.ts'
import { outboxState, tell } from '../../src/database/outbox.ts'
import * as lease from '../../src/database/outbox-lease.ts'
import { DatabaseRateLimiter } from '../../src/database/rate-limiter.ts'
import { warnIfReadersWait } from '../../src/database/reader-locks.ts'
import * as reporting from '../../src/database/reporting-events.ts'
import { SessionStore } from '../../src/database/session-store.ts'
import * as turns from '../../src/database/turns.ts'
import type { Appointment, FreeTime } from '../../src/features/appointments/appointment.ts'
import * as appointments from '../../src/features/appointments/appointment-store.ts'
import { addRequest, openRequestAges } from '../../src/features/appointments/change-request-store.ts'
import * as reported from '../../src/features/appointments/reported-appointment-store.ts'
import * as slots from '../../src/features/appointments/slot-store.ts'
import { listTrusts } from '../../src/features/help/trust-store.ts'
import { useOnce } from '../../src/features/log-in/used-once-store.ts'
import * as patients from '../../src/features/patients/patient-store.ts'
import * as told from '../../src/features/patients/told-record-store.ts'
import { eventsOfTrust, isTrust } from '../../src/features/reports/report-store.ts'
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
    givePlaceBack: db => slots.givePlaceBack(db, 's'),
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
  'src/features/appointments/reported-appointment-store.ts': {
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
  'src/features/patients/told-record-store.ts': {
    patientsToTell: db => told.patientsToTell(db, { kind: 'appointments', most: 200, now }),
    markTold: db => told.markTold(db, 'appointments', [toTell], now),
    markRefused: db => told.markRefused(db, 'appointments', [toTell], now),
    askForResend: db => told.askForResend(db, 'appointments', now),
    countTold: db => told.countTold(db, 'appointments', now),
    countRefusedRecords: db => told.countRefusedRecords(db),
  },
  'src/features/reports/report-store.ts': {
    eventsOfTrust: db => Array.fromAsync(eventsOfTrust(db, 'RFF', { from: now, until: now })),
    isTrust: db => isTrust(db, 'RFF'),
  },
  'src/features/help/trust-store.ts': { listTrusts: db => listTrusts(db, 6) },
  'src/features/log-in/used-once-store.ts': { useOnce: db => useOnce(db, 'value', now) },
  'src/database/audit.ts': {
    audit: db => audit(db, patient, 'cancelled', appointment, now),
    auditAccess: db => auditAccess(db, patient, 'viewed-appointments', undefined, now),
  },
  'src/database/audit-chain.ts': {
    append: db =>
      append(db, {
        at: '',
        actor: 'patient',
        patientId: 'p',
        action: '',
        appointmentId: null,
        version: null,
      }),
    earlierEntries: db => earlierEntries(db),
  },
  'src/database/lock-patient.ts': { lockPatient: db => lockPatient(db, 'p') },
  'src/database/audit-verification.ts': { verifyAudit: db => verifyAudit(db, { fault() {}, outside() {} }) },
  'src/database/outbox.ts': {
    tell: db => tell(db, 'appointment-cancelled', appointment, now),
    outboxState: db => outboxState(db, now),
  },
  'src/database/outbox-lease.ts': {
    borrowEvents: db => lease.borrowEvents(db, { now, lease: { seconds: 60 }, most: 10 }),
    settle: db => lease.settle(db, event, now),
    putBack: db => lease.putBack(db, event, now),
    setAside: db => lease.setAside(db, event, now),
  },
  'src/database/reporting-events.ts': {
    report: db => reporting.report(db, { kind: 'log-in', at: now, sessionId: 's' }),
    isReported: db => reporting.isReported(db, 'k'),
    waitingReports: db => reporting.waitingReports(db, 1000),
    settleReports: db => reporting.settleReports(db, [1, 2], 'sent', now),
    reportsState: db => reporting.reportsState(db, now),
  },
  'src/database/turns.ts': {
    takeTurn: db => turns.takeTurn(db, { ...turn, until: now }),
    giveTurnUp: db => turns.giveTurnUp(db, turn),
    noteHowItGoes: async db => {
      await turns.noteHowItGoes(db, 'reports', true, now)
      await turns.noteHowItGoes(db, 'reports', false, now)
    },
    failingSeconds: db => turns.failingSeconds(db, now),
  },
  'src/database/once.ts': {
    once: async db => {
      const asked = { key: ['k'], payload: '', now }
      await once(db, asked, async () => 'outcome')
      await once(db, asked, async () => 'never')
    },
  },
  'src/database/insert-rows.ts': {
    insertRows: db => insertRows(db, 'clinician', [clinician, { ...clinician, id: 'd' }]),
    putRows: db => putRows(db, 'clinician', 'id', [clinician]),
  },
  'src/database/expiry.ts': { clearExpired: db => clearExpired(db, now) },
  'src/database/reader-locks.ts': {
    warnIfReadersWait: db => warnIfReadersWait(db, { warn() {} } as unknown as Log),
  },
  'src/database/rate-limiter.ts': {
    _upsert: async db => {
      const rule = { keyPrefix: 'limit', points: 1, duration: 60 }
      await new DatabaseRateLimiter(rule, db, { now: () => now }).consume('key')
    },
  },
  'src/database/session-store.ts': {
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
const event = { id: 'e', leaseId: 'l' } as lease.LentEvent
const appointment = { id, version: 1, clinicId: 'c', slotId: 's', changesMade: 0 } as Appointment
const time = { slotId: 't', startsAt: now, endsAt: now.add({ minutes: 30 }) } as FreeTime
const clinician = { id: 'c', name: 'Dr Lee', role: 'Consultant' }
const list = { side: 'upcoming', now, offset: 20, most: 20 } as const
const toReport = { id, version: 2, status: 'cancelled' } as reported.Reportable
const toTell = { patientId: 'p', nhsNumber: '9990000018' }
const turn = { name: 'reports', holder: 'h', now } as const
const session = { cookie: { originalMaxAge: null } }

function sessions(database: Transaction): SessionStore {
  return new SessionStore(database, { now: () => now }, () => Temporal.Duration.from({ minutes: 10 }))
}
