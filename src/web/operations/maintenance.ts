import type { RequestHandler } from 'express'
import type { Clock } from '../../shared/clock.ts'
import { Maintenance } from '../../shared/errors.ts'

/** Whether the portal is in maintenance, which ends by itself at the instant of the setting. */
export function isInMaintenance(
  until: Temporal.Instant | undefined,
  clock: Clock,
): until is Temporal.Instant {
  return until !== undefined && Temporal.Instant.compare(clock.now(), until) < 0
}

export function refuseInMaintenance(until: Temporal.Instant | undefined, clock: Clock): RequestHandler {
  return (_request, _response, next) => {
    if (isInMaintenance(until, clock)) throw new Maintenance(until, clock.now())
    next()
  }
}
