import { toColumn } from '../../database/columns.ts'
import { atLondonTime } from '../demonstration/when.ts'
import { workingDaysBetween } from '../demonstration/working-days.ts'

/** The time of an appointment, in the format of the columns. */
export interface ClinicTime {
  starts_at: string
  ends_at: string
}

/** Calculated once, because a million rows use it. */
export interface Timetable {
  past: readonly ClinicTime[]
  upcoming: readonly ClinicTime[]
}

export const timesPerDay = 16

/** The past two years up to yesterday, and the next six months from tomorrow. */
export function timetableFor(today: Temporal.PlainDate): Timetable {
  return {
    past: clinicTimes(today.subtract({ years: 2 }), today.subtract({ days: 1 })),
    upcoming: clinicTimes(today, today.add({ months: 6 })),
  }
}

/** Half-hour times from 9am London time on every working day. */
function clinicTimes(after: Temporal.PlainDate, last: Temporal.PlainDate): ClinicTime[] {
  return workingDaysBetween(after, last).flatMap(day => {
    const nine = atLondonTime(day, '09:00')
    return Array.from({ length: timesPerDay }, (_, index) => ({
      starts_at: toColumn(nine.add({ minutes: 30 * index })),
      ends_at: toColumn(nine.add({ minutes: 30 * index + 30 })),
    }))
  })
}

/** A number from 0 to `size` - 1 that looks random but is always the same for the same arguments. */
export function scatter(index: number, salt: number, size: number): number {
  let mixed = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return ((mixed ^ (mixed >>> 15)) >>> 0) % size
}
