import { type OpeningHours, workingTime } from '../../../shared/working-hours.ts'

/**
 * By how much the promised time has passed, in hours in which the trust's booking team was open: "3 working hours". Undefined if
 * it has not passed.
 */
export function overdueBy(
  promisedBy: Temporal.Instant,
  now: Temporal.Instant,
  opening: OpeningHours,
): string | undefined {
  if (Temporal.Instant.compare(promisedBy, now) >= 0) return undefined
  const hours = Math.floor(workingTime(promisedBy, now, opening).total('hours'))
  if (hours === 0) return 'less than 1 working hour'
  return `${hours} working ${hours === 1 ? 'hour' : 'hours'}`
}
