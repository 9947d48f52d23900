/**
 * Dates and times as patients read them: Europe/London, in the NHS content style. Everything is stored in UTC
 * and turned into London time here only. Names are written out rather than taken from Intl, so that the
 * server's zone, locale and version of Unicode change nothing, and because these run for every appointment shown.
 */
export const london = 'Europe/London'

/** Monday first: a day's place is its ISO number less one. */
export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** The day it is in London: at 11:30pm UTC in summer, already tomorrow. */
export function londonDate(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(london).toPlainDate()
}

/** "Wednesday 1 July 2026" */
export function formatDate(instant: Temporal.Instant): string {
  return nameDay(instant.toZonedDateTimeISO(london))
}

/** "Wednesday 1 July 2026", for a date that has no time, such as a date of birth. */
export function formatPlainDate(date: Temporal.PlainDate): string {
  return nameDay(date)
}

/** "9:30am", "5pm", "midday", "midnight". Seconds are dropped, never rounded up: late is worse than early. */
export function formatTime(instant: Temporal.Instant): string {
  return nameTime(instant.toZonedDateTimeISO(london))
}

/** "8am", for a time that is the same every day, such as when a team opens. */
export function formatPlainTime(time: Temporal.PlainTime): string {
  return nameTime(time)
}

/** "Wednesday 1 July 2026 at 9:30am". Midnight begins the day named. */
export function formatDateAndTime(instant: Temporal.Instant): string {
  const local = instant.toZonedDateTimeISO(london)
  return `${nameDay(local)} at ${nameTime(local)}`
}

/**
 * Age in whole years, reached as the birthday begins (Family Law Reform Act 1969, section 9). Someone born on
 * 29 February is a year older on 1 March in other years. Throws RangeError if not yet born.
 */
export function ageOn(birthDate: Temporal.PlainDate, today: Temporal.PlainDate): number {
  if (Temporal.PlainDate.compare(today, birthDate) < 0)
    throw new RangeError('The date of birth is in the future')
  const birthdayToCome =
    today.month < birthDate.month || (today.month === birthDate.month && today.day < birthDate.day)
  return today.year - birthDate.year - (birthdayToCome ? 1 : 0)
}

function nameDay(date: { dayOfWeek: number; day: number; month: number; year: number }): string {
  return `${weekdays[date.dayOfWeek - 1]} ${date.day} ${months[date.month - 1]} ${date.year}`
}

function nameTime({ hour, minute }: { hour: number; minute: number }): string {
  if (minute === 0 && hour === 0) return 'midnight'
  if (minute === 0 && hour === 12) return 'midday'
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}
