import type { Config } from './config/config.ts'
import { RecordService } from './gateways/record-service/record-service.ts'
import { ReportingService } from './gateways/reporting-service/reporting-service.ts'
import type { Clock } from './shared/clock.ts'

export type Gateways = ReturnType<typeof createGateways>

/** The systems outside that the jobs reach; undefined where one is not connected. */
export function createGateways({ reporting, records }: Config['wayfinder'], clock: Clock) {
  return {
    reportingService: reporting && new ReportingService({ ...reporting, clock }),
    recordService: records && new RecordService(records),
    /** Patients in one request to the record service. */
    recordServiceBatch: records?.largestBatch ?? 0,
  }
}
