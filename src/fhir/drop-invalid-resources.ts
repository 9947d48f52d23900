import type { Request } from 'express'
import type { z } from 'zod'
import type { Log } from '../shared/log.ts'
import type { Metrics } from '../shared/metrics.ts'

/**
 * Removes invalid resources, because the aggregator drops the whole response if it contains one. Each is logged and
 * counted for an alert: the patient cannot see it in the NHS App until the trust corrects the record.
 */
export function dropInvalidResources<Resource extends { id: string }>(
  resourceType: 'Appointment' | 'DocumentReference' | 'Task',
  resources: readonly Resource[],
  shape: z.ZodType,
  { log, metrics, request }: { log: Log; metrics: Metrics; request: Request },
): Resource[] {
  return resources.filter(resource => {
    const fault = shape.safeParse(resource).error?.issues[0]
    if (!fault) return true
    metrics.countLeftOut(resourceType)
    log.error(
      {
        reference: request.reference,
        correlationId: request.correlationId,
        resource: resource.id,
        // Names of fields only, because their values are personal data.
        reason: fault.path.join('.'),
      },
      'invalid resource left out',
    )
    return false
  })
}
