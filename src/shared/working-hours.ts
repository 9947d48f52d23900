import { isBankHoliday } from './bank-holidays.ts'
import { formatPlainTime, london, londonDate, weekdays } from './dates.ts'

/**
 * When a booking team works, in London time. The team is closed on bank holidays. When Christmas Day falls on a weekend
 * its substitute day is the holiday, so a team that works at weekends counts as open on Christmas Day itself.
 */
export interface OpeningHours {
  /** ISO weekdays: 1 is Monday, 7 is Sunday. */
  days: readonly number[]
  /** Both are whole minutes, and `closes` is later on the same day. */
  opens: Temporal.PlainTime
  closes: Temporal.PlainTime
}

const hour = 3_600_000 // milliseconds
const maxWorkingHours = 1000 // about half a year; a larger number is a mistake

/**
 * Throws RangeError for opening hours that cannot be right: no days, a day outside 1 to 7 or named twice, a closing
 * time not later than the opening time, or times with seconds. Call it once when the settings are read.
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

/** For a team whose own hours are not known. */
export const OFFICE_HOURS: OpeningHours = {
  days: [1, 2, 3, 4, 5],
  opens: new Temporal.PlainTime(9),
  closes: new Temporal.PlainTime(17),
}

/** Opening hours as they are stored: "12345", "09:00" and "17:00". Undefined if they cannot be right. */
export function openingHoursFrom(stored: {
  days: string
  opens: string
  closes: string
}): OpeningHours | undefined {
  try {
    const opening = {
      days: [...stored.days].map(Number),
      opens: Temporal.PlainTime.from(stored.opens),
      closes: Temporal.PlainTime.from(stored.closes),
    }
    checkOpeningHours(opening)
    return opening
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return undefined
  }
}

/**
 * The instant by which a request made at `requestedAt` is promised to be handled: after the team has been open for
 * `workingHours` hours of 60 minutes, also on days when the clocks change. A promise that ends at closing time is due
 * then, not at the next opening time. Throws RangeError for opening hours that `checkOpeningHours` refuses, and unless
 * `workingHours` is a whole number from 1 to 1000.
 */
export function promisedBy(
  requestedAt: Temporal.Instant,
  workingHours: number,
  opening: OpeningHours,
): Temporal.Instant {
  checkOpeningHours(opening)
  if (!Number.isInteger(workingHours) || workingHours < 1 || workingHours > maxWorkingHours)
    throw new RangeError(`Working hours must be a whole number from 1 to ${maxWorkingHours}`)
  let left = workingHours * hour
  for (let day = londonDate(requestedAt); ; day = day.add({ days: 1 })) {
    if (!opening.days.includes(day.dayOfWeek) || isBankHoliday(day)) continue
    const from = Math.max(clockAt(day, opening.opens), requestedAt.epochMilliseconds)
    const open = clockAt(day, opening.closes) - from
    if (open <= 0) continue
    if (left <= open) return Temporal.Instant.fromEpochMilliseconds(from + left)
    left -= open
  }
}

/**
 * For how long the team was open between two instants, in hours of 60 minutes; nothing if the second is not later. Throws
 * RangeError for opening hours that `checkOpeningHours` refuses.
 */
export function workingTime(
  from: Temporal.Instant,
  to: Temporal.Instant,
  opening: OpeningHours,
): Temporal.Duration {
  checkOpeningHours(opening)
  const last = londonDate(to)
  let milliseconds = 0
  for (let day = londonDate(from); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (!opening.days.includes(day.dayOfWeek) || isBankHoliday(day)) continue
    const begins = Math.max(clockAt(day, opening.opens), from.epochMilliseconds)
    const ends = Math.min(clockAt(day, opening.closes), to.epochMilliseconds)
    milliseconds += Math.max(0, ends - begins)
  }
  return Temporal.Duration.from({ milliseconds })
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
  const consecutive = Math.max(...days) - Math.min(...days) === days.length - 1
  if (consecutive && days.length > 2) return `${first} to ${last}`
  return `${names.slice(0, -1).join(', ')} and ${last}`
}

/** Epoch milliseconds of a London wall clock time. */
function clockAt(day: Temporal.PlainDate, plainTime: Temporal.PlainTime): number {
  return day.toZonedDateTime({ timeZone: london, plainTime }).epochMilliseconds
}
