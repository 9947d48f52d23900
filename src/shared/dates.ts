/**
 * Formats dates and times for patients: Europe/London, in the NHS content style. Instants are stored in UTC and are
 * converted to London time only here. Intl is not used: its output depends on the server's locale and Unicode version,
 * and it is slower, which matters because these functions run for every appointment on a page.
 */
export const london = 'Europe/London'

/** Monday first: the index is the ISO weekday minus 1. */
export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** The date in London. In summer, 11:30pm UTC is already the next day there. */
export function londonDate(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(london).toPlainDate()
}

/** From an instant on, and up to but without another. */
export interface Period {
  from: Temporal.Instant
  until: Temporal.Instant
}

/** From the first instant of a day in London to the last of this or a later day. Days have 23 or 25 hours when clocks change. */
export function periodOf(from: Temporal.PlainDate, to: Temporal.PlainDate = from): Period {
  return { from: startOfDay(from), until: startOfDay(to.add({ days: 1 })) }
}

/** By London time: in UTC a month starts and ends an hour earlier in summer. */
export function periodOfMonth(month: Temporal.PlainYearMonth): Period {
  return periodOf(month.toPlainDate({ day: 1 }), month.toPlainDate({ day: month.daysInMonth }))
}

/** The first instant of a day in London. */
export function startOfDay(date: Temporal.PlainDate): Temporal.Instant {
  return date.toZonedDateTime(london).toInstant()
}

/** "Wednesday 1 July 2026" */
export function formatDate(instant: Temporal.Instant): string {
  return nameDay(instant.toZonedDateTimeISO(london))
}

/** "Wednesday 1 July", with the year if it is not this year. */
export function formatDayOfYear(instant: Temporal.Instant, now: Temporal.Instant): string {
  const local = instant.toZonedDateTimeISO(london)
  const named = nameDay(local)
  return local.year === londonDate(now).year ? named.slice(0, named.lastIndexOf(' ')) : named
}

/** "Wednesday 1 July 2026", for a date without a time. */
export function formatPlainDate(date: Temporal.PlainDate): string {
  return nameDay(date)
}

/** "July 2026" */
export function formatMonth({ month, year }: Temporal.PlainYearMonth): string {
  return `${months[month - 1]} ${year}`
}

/** The last day of a period that ends at midnight after it: "Wednesday 1 July 2026". */
export function formatLastDate(end: Temporal.Instant): string {
  return formatDate(end.subtract({ milliseconds: 1 }))
}

/** "3 May 1980" */
export function formatBirthDate({ day, month, year }: Temporal.PlainDate): string {
  return `${day} ${months[month - 1]} ${year}`
}

/** "9:30am", "5pm", "midday", "midnight". Seconds are cut off, because rounding up could make a patient late. */
export function formatTime(instant: Temporal.Instant): string {
  return nameTime(instant.toZonedDateTimeISO(london))
}

/** "8am", for a time that is the same every day, such as an opening time. */
export function formatPlainTime(time: Temporal.PlainTime): string {
  return nameTime(time)
}

/** "Wednesday 1 July 2026 at 9:30am". Midnight is the start of the day. */
export function formatDateAndTime(instant: Temporal.Instant): string {
  const local = instant.toZonedDateTimeISO(london)
  return `${nameDay(local)} at ${nameTime(local)}`
}

/**
 * Age in whole years, which a person reaches at the start of their birthday (Family Law Reform Act 1969, section 9).
 * For a birthday on 29 February this is 1 March in other years. Throws RangeError for a birth date in the future.
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
