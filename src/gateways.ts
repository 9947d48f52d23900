import type { Config } from './config/config.ts'
import { RecordService } from './gateways/record-service/record-service.ts'
import { ReportingService } from './gateways/reporting-service/reporting-service.ts'
import type { Clock } from './shared/clock.ts'

export type Gateways = ReturnType<typeof createGateways>

/** The external systems that jobs call. A system is undefined when its settings are absent. */
export function createGateways({ reportingService, recordService }: Config['wayfinder'], clock: Clock) {
  return {
    reportingService: reportingService && new ReportingService({ ...reportingService, clock }),
    recordService: recordService && new RecordService(recordService),
    /** Maximum number of patients in one request to the record service. */
    maxRecordServiceBatch: recordService?.maxBatch ?? 0,
  }
}
