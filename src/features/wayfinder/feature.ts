import { failingSeconds } from '../../scheduling/lease-store.ts'
import type { Feature } from '../feature.ts'
import { noticeChanges } from './notice-changes.ts'
import { misconfiguredSeconds, registerPatients } from './register-patients.ts'
import { countRefusedRecords } from './registered-patient-store.ts'
import { reportLetterOf } from './report-letters.ts'
import { QUESTIONNAIRE_EVENTS, reportQuestionnaire } from './report-questionnaires.ts'
import { reportingEventRetention, reportingState } from './reporting-event-store.ts'
import { sendReports } from './send-reports.ts'

const ONE_MINUTE = 60_000

export const wayfinder: Feature = {
  name: 'wayfinder',
  switchable: false,
  jobs: [
    {
      name: 'changes',
      // Checks a million appointments in about five minutes, at a load the database does not notice.
      pace: { pauseBetween: 250, pauseWhenIdle: ONE_MINUTE },
      prepare: noticeChanges,
    },
    {
      name: 'reports',
      prepare(worker) {
        const { reportingService } = worker.gateways
        if (!reportingService)
          worker.log.warn('REPORTING_SERVICE_URL is not set: events are stored and not sent')
        return reportingService && sendReports(worker, reportingService)
      },
    },
    {
      name: 'records',
      pace: { pauseWhenIdle: ONE_MINUTE },
      prepare(worker) {
        const { recordService, maxRecordServiceBatch } = worker.gateways
        if (!recordService)
          worker.log.warn(
            'RECORD_SERVICE_URL is not set: patients are not registered, so the NHS App does not ask for their appointments',
          )
        return recordService && registerPatients(worker, recordService, maxRecordServiceBatch)
      },
    },
  ],
  gauges: [
    {
      help: {
        reports_unsent: 'Events not yet sent to the reporting service.',
        reports_oldest_unsent_seconds: 'Age of the oldest event not yet sent to the reporting service.',
        reports_refused: 'Events the reporting service refused, which a person must check.',
        records_refused: 'Patients the record service refused, which a person must check.',
        records_failing_seconds:
          'How long registering patients with the record service has been failing; 0 when it works.',
        records_misconfigured_seconds:
          'How long the record service has not accepted our key, client id or batch size; 0 when it does.',
      },
      async read(database, now) {
        const { oldestSeconds, refused, waiting } = await reportingState(database, now)
        return {
          reports_unsent: waiting,
          reports_oldest_unsent_seconds: oldestSeconds,
          reports_refused: refused,
          records_refused: await countRefusedRecords(database),
          records_misconfigured_seconds: await misconfiguredSeconds(database, now),
          records_failing_seconds: (await failingSeconds(database, now)).records ?? 0,
        }
      },
    },
  ],
  listensTo: {
    'letter-added': [reportLetterOf],
    'letter-changed': [reportLetterOf],
    'letter-seen': [reportLetterOf],
    'letter-read': [reportLetterOf],
    ...Object.fromEntries(QUESTIONNAIRE_EVENTS.map(kind => [kind, [reportQuestionnaire]])),
  },
  retention: [reportingEventRetention],
}
