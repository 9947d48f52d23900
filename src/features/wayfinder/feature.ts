import { failingSeconds } from '../../scheduling/lease-store.ts'
import type { Feature } from '../feature.ts'
import { noticeChanges } from './notice-changes.ts'
import { registerPatients } from './register-patients.ts'
import { countRefusedRecords } from './registered-patient-store.ts'
import { reportingEventRetention, reportingState } from './reporting-event-store.ts'
import { sendReports } from './send-reports.ts'

const ONE_MINUTE = 60_000

export const wayfinder: Feature = {
  name: 'wayfinder',
  switchable: false,
  jobs: [
    {
      name: 'changes',
      // A million appointments in about five minutes, without the database noticing.
      pace: { pauseBetween: 250, pauseWhenIdle: ONE_MINUTE },
      prepare: noticeChanges,
    },
    {
      name: 'reports',
      prepare(worker) {
        const { reportingService } = worker.gateways
        if (!reportingService)
          worker.log.warn('REPORTING_SERVICE_URL is not set: events are kept, and nothing is reported')
        return reportingService && sendReports(worker, reportingService)
      },
    },
    {
      name: 'records',
      pace: { pauseWhenIdle: ONE_MINUTE },
      prepare(worker) {
        const { recordService, recordServiceBatch } = worker.gateways
        if (!recordService)
          worker.log.warn('RECORD_SERVICE_URL is not set: the NHS App is not told whom to ask us about')
        return recordService && registerPatients(worker, recordService, recordServiceBatch)
      },
    },
  ],
  gauges: [
    {
      help: {
        reports_unsent: 'Events that wait to be reported.',
        reports_oldest_unsent_seconds: 'Age of the oldest event that waits to be reported.',
        reports_refused: 'Events the reporting service refused, for a person to look at.',
        records_refused: 'Patients the record service refused, for a person to look at.',
        records_failing_seconds:
          'For how long the record service could not be told of patients; 0 when it could.',
      },
      async read(database, now) {
        const { oldestSeconds, refused, waiting } = await reportingState(database, now)
        return {
          reports_unsent: waiting,
          reports_oldest_unsent_seconds: oldestSeconds,
          reports_refused: refused,
          records_refused: await countRefusedRecords(database),
          records_failing_seconds: (await failingSeconds(database, now)).records ?? 0,
        }
      },
    },
  ],
  retention: [reportingEventRetention],
}
