import { isBankHoliday } from './bank-holidays.ts'
import { formatPlainTime, london, londonDate, weekdays } from './dates.ts'

/**
 * When a booking team works, by the clock in England. It is closed on bank holidays; a team that works at weekends
 * is taken to work also on a Christmas Day that falls on one, because the holiday is then the substitute day.
 */
export interface OpeningHours {
  /** ISO weekdays: 1 is Monday, 7 is Sunday. */
  days: readonly number[]
  /** Whole minutes, as `closes`, which is later on the same day. */
  opens: Temporal.PlainTime
  closes: Temporal.PlainTime
}

const hour = 3_600_000 // milliseconds
const maxWorkingHours = 1000 // about half a year: more is a mistake

/**
 * Refuses, with RangeError, hours that are never open or cannot be written down: no days, a day that is not
 * 1 to 7 or is named twice, closing at or before opening, seconds. Call it once when the settings are read.
 */
export function checkOpeningHours({ days, opens, closes }: OpeningHours): void {
  if (days.length === 0) throw new RangeError('Opening hours need at least one day')
  if (!days.every(day => Number.isInteger(day) && day >= 1 && day <= 7))
    throw new RangeError('Opening days are numbers from 1 (Monday) to 7 (Sunday)')
  if (new Set(days).size < days.length) throw new RangeError('An opening day is named twice')
  if (Temporal.PlainTime.compare(opens, closes) >= 0)
    throw new RangeError('Closing time must be later than opening time, on the same day')
  if (![opens, closes].every(time => time.round('minute').equals(time)))
    throw new RangeError('Opening and closing times must be whole minutes')
}

/**
 * By when a request asked at `askedAt` is promised to be dealt with: once the team has been open for that many
 * hours since. Sixty minutes count as an hour, also on the days the clocks change. A promise that runs out as
 * the team closes falls due then, not when it next opens. Throws RangeError for opening hours that
 * `checkOpeningHours` refuses, and unless `workingHours` is a whole number from 1 to 1000.
 */
export function promisedBy(
  askedAt: Temporal.Instant,
  workingHours: number,
  opening: OpeningHours,
): Temporal.Instant {
  checkOpeningHours(opening)
  if (!Number.isInteger(workingHours) || workingHours < 1 || workingHours > maxWorkingHours)
    throw new RangeError(`Working hours must be a whole number from 1 to ${maxWorkingHours}`)
  let left = workingHours * hour
  for (let day = londonDate(askedAt); ; day = day.add({ days: 1 })) {
    if (!opening.days.includes(day.dayOfWeek) || isBankHoliday(day)) continue
    const from = Math.max(clockAt(day, opening.opens), askedAt.epochMilliseconds)
    const open = clockAt(day, opening.closes) - from
    if (open <= 0) continue
    if (left <= open) return Temporal.Instant.fromEpochMilliseconds(from + left)
    left -= open
  }
}

/** "Monday to Friday, 8am to 6pm", "Monday, Wednesday and Friday, 9am to 5pm", "every day, 8am to 8pm". */
export function formatOpeningHours(opening: OpeningHours): string {
  checkOpeningHours(opening)
  return `${nameDays(opening.days)}, ${formatPlainTime(opening.opens)} to ${formatPlainTime(opening.closes)}`
}

function nameDays(days: readonly number[]): string {
  if (days.length === 7) return 'every day'
  const names = weekdays.filter((_, index) => days.includes(index + 1))
  const first = names[0]
  const last = names.at(-1)
  if (names.length === 1) return `${last}`
  const unbroken = Math.max(...days) - Math.min(...days) === days.length - 1
  if (unbroken && days.length > 2) return `${first} to ${last}`
  return `${names.slice(0, -1).join(', ')} and ${last}`
}

/** Epoch milliseconds when the clock in London shows this time. */
function clockAt(day: Temporal.PlainDate, plainTime: Temporal.PlainTime): number {
  return day.toZonedDateTime({ timeZone: london, plainTime }).epochMilliseconds
}
