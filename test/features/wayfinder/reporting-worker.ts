import { openDatabase } from '../../../src/database/database.ts'
import { sendReports } from '../../../src/features/wayfinder/send-reports.ts'
import { ReportingService } from '../../../src/gateways/reporting-service/reporting-service.ts'
import { startLeasedJob } from '../../../src/scheduling/leased-job.ts'
import { systemClock } from '../../../src/shared/clock.ts'
import { createLog } from '../../../src/shared/log.ts'
import type { Wayfinder } from '../../support/wayfinder.ts'

/** Runs a worker in a process of its own, which sends reports until it is killed. */
process.once('message', settings => {
  const { url, reporting } = settings as { url: string; reporting: Wayfinder['reporting'] }
  const worker = { database: openDatabase(url), clock: systemClock, log: createLog('silent') }
  const service = new ReportingService({ ...reporting, clock: systemClock })
  const pace = { lease: 1000, pauseWhenIdle: 20, pauseWhenLeasedElsewhere: 20, firstBackOff: 20 }
  startLeasedJob(worker, 'reports', sendReports(worker, service), pace)
})
process.once('disconnect', () => process.exit())
