import type { WayfinderClient } from './config/wayfinder.ts'
import type { Database } from './database/database.ts'
import { clearExpired } from './database/expiry.ts'
import { noticeChanges } from './features/wayfinder/notice-changes.ts'
import { registerPatients } from './features/wayfinder/register-patients.ts'
import { sendReports } from './features/wayfinder/send-reports.ts'
import { RecordService } from './gateways/record-service/record-service.ts'
import { ReportingService } from './gateways/reporting-service/reporting-service.ts'
import { deliverEvents } from './outbox/deliver-events.ts'
import { receivers } from './outbox/receivers.ts'
import { startLeasedJob } from './scheduling/leased-job.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'

const MINUTE = 60 * 1000
const HOURLY = 60 * MINUTE

interface Timetable {
  database: Database
  clock: Clock
  log: Log
  wayfinder: WayfinderClient
}

/** What runs unasked, and how often. `stop` waits for what is under way. */
export function startJobs({ database, clock, log, wayfinder }: Timetable): { stop(): Promise<void> } {
  let running = Promise.resolve()
  const stopping = new AbortController()
  const tidy = () => {
    running = clearExpired(database, clock.now(), stopping.signal).catch(error =>
      log.error({ error }, 'tidying failed'),
    )
  }
  const timer = setInterval(tidy, HOURLY)
  tidy()
  const jobs = [deliverEvents({ database, clock, log, receivers }), ...tellWayfinder()]
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await Promise.all([running, ...jobs.map(job => job.stop())])
    },
  }

  function tellWayfinder() {
    const worker = { database, clock, log }
    const { reporting, records } = wayfinder
    // A million appointments in about five minutes, without the database noticing.
    const slowly = { pauseBetween: 250, pauseWhenIdle: MINUTE }
    const changes = startLeasedJob(worker, 'changes', noticeChanges(worker), slowly)
    if (!reporting) log.warn('REPORTING_SERVICE_URL is not set: events are kept, and nothing is reported')
    if (!records) log.warn('RECORD_SERVICE_URL is not set: the NHS App is not told whom to ask us about')
    return [
      changes,
      reporting &&
        startLeasedJob(worker, 'reports', sendReports(worker, new ReportingService({ ...reporting, clock }))),
      records &&
        startLeasedJob(
          worker,
          'records',
          registerPatients(worker, new RecordService(records), records.largestBatch),
          {
            pauseWhenIdle: MINUTE,
          },
        ),
    ].filter(job => job !== undefined)
  }
}
