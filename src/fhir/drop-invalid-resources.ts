import type { Request } from 'express'
import type { z } from 'zod'
import type { Log } from '../shared/log.ts'
import type { Metrics } from '../shared/metrics.ts'

/**
 * Leaves out what the aggregator would not take, since for one such resource it drops the whole answer. Somebody is
 * told: the patient does not see it in the NHS App until the record is put right.
 */
export function dropInvalidResources<Resource extends { id: string }>(
  resources: readonly Resource[],
  shape: z.ZodType,
  { log, metrics, request }: { log: Log; metrics: Metrics; request: Request },
): Resource[] {
  return resources.filter(resource => {
    const fault = shape.safeParse(resource).error?.issues[0]
    if (!fault) return true
    metrics.countLeftOut('Appointment')
    log.error(
      {
        reference: request.reference,
        correlationId: request.correlationId,
        resource: resource.id,
        // The names of fields, and nothing that is in them.
        reason: fault.path.join('.'),
      },
      'resource left out',
    )
    return false
  })
}
