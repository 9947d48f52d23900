import * as registered from '../../../src/features/wayfinder/registered-patient-store.ts'
import * as reported from '../../../src/features/wayfinder/reported-appointment-store.ts'
import * as letters from '../../../src/features/wayfinder/reported-letter-store.ts'
import * as reportedQuestionnaire from '../../../src/features/wayfinder/reported-questionnaire-store.ts'
import * as reporting from '../../../src/features/wayfinder/reporting-event-store.ts'
import type { Statements } from '../../database/statements.ts'

export const statements: Statements = {
  'src/features/wayfinder/reported-appointment-store.ts': {
    findReportable: db => reported.findReportable(db, 'a', now),
    lockAppointment: db => reported.lockAppointment(db, 'a'),
    saveReported: async db => {
      await reported.saveReported(db, { ...toReport, reported: null })
      await reported.saveReported(db, { ...toReport, reported: { version: 1, status: 'booked' } })
    },
    endOfBatch: db => reported.endOfBatch(db, 'a', 1000),
    changedSinceReported: db =>
      reported.changedSinceReported(db, { after: 'a', upTo: 'b', since: '2026-06-01T00:00:00.000', now }),
    closedRequests: db => reported.closedRequests(db, 'a'),
  },
  'src/features/wayfinder/reported-letter-store.ts': {
    findReportableLetter: db => letters.findReportableLetter(db, 'l', now),
  },
  'src/features/wayfinder/reported-questionnaire-store.ts': {
    findReportableQuestionnaire: db => reportedQuestionnaire.findReportableQuestionnaire(db, 'a', now),
  },
  'src/features/wayfinder/registered-patient-store.ts': {
    patientsToRegister: db => registered.patientsToRegister(db, { kind: 'appointments', limit: 200, now }),
    markRegistered: db => registered.markRegistered(db, 'appointments', [unregistered], now),
    markRefused: db => registered.markRefused(db, 'appointments', [unregistered], now),
    requestResend: db => registered.requestResend(db, 'appointments', now),
    countRegistered: db => registered.countRegistered(db, 'appointments', now),
    countRefusedRecords: db => registered.countRefusedRecords(db),
  },
  'src/features/wayfinder/reporting-event-store.ts': {
    addReportingEvent: db => reporting.addReportingEvent(db, { kind: 'log-in', at: now, sessionId: 's' }),
    isReported: db => reporting.isReported(db, 'k'),
    waitingEvents: db => reporting.waitingEvents(db, 1000),
    settleEvents: db => reporting.settleEvents(db, [1, 2], 'sent', now),
    reportingState: db => reporting.reportingState(db, now),
  },
}

const id = '00000000-0000-4000-8000-000000000000'
const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const unregistered = { patientId: 'p', nhsNumber: '9990000018' }
const toReport = { id, version: 2, status: 'cancelled' } as reported.Reportable
