import { london } from '../../../src/shared/dates.ts'
import { until } from './until.ts'

/** The time now. In the last seconds of a day it waits for the next, so that nothing begins on one day and ends on another. */
export async function awayFromMidnight(): Promise<Temporal.Instant> {
  const secondsLeft = () => {
    const now = Temporal.Now.zonedDateTimeISO(london)
    return now.until(now.add({ days: 1 }).startOfDay()).total('seconds')
  }
  await until('the next day has begun', () => secondsLeft() > 30)
  return Temporal.Now.instant()
}
