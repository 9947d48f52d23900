import { openDatabase } from '../../src/database/database.ts'
import { ReportingService } from '../../src/gateways/reporting-service/reporting-service.ts'
import { sendingReports } from '../../src/reports.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { createLog } from '../../src/shared/log.ts'
import { inTurns } from '../../src/turns.ts'
import type { Wayfinder } from './wayfinder.ts'

/** A worker in a process of its own, which sends reports until it is killed. */
process.once('message', told => {
  const { url, reporting } = told as { url: string; reporting: Wayfinder['reporting'] }
  const worker = { database: openDatabase(url), clock: systemClock, log: createLog('silent') }
  const service = new ReportingService({ ...reporting, clock: systemClock })
  const pace = { turn: 1000, pauseWhenIdle: 20, pauseWhenAnothersTurn: 20, firstBackOff: 20 }
  inTurns(worker, 'reports', sendingReports(worker, service), pace)
})
process.once('disconnect', () => process.exit())
