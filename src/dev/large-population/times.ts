import { toColumn } from '../../database/columns.ts'
import { atLondonTime } from '../demonstration/when.ts'
import { workingDaysBetween } from '../demonstration/working-days.ts'

/** When a clinic sees someone, as columns take it. */
export interface ClinicTime {
  starts_at: string
  ends_at: string
}

/** Worked out once, because a million rows use it. */
export interface Timetable {
  past: readonly ClinicTime[]
  toCome: readonly ClinicTime[]
}

export const timesADay = 16

/** Two years to yesterday, and six months from tomorrow. */
export function timetableFor(today: Temporal.PlainDate): Timetable {
  return {
    past: clinicTimes(today.subtract({ years: 2 }), today.subtract({ days: 1 })),
    toCome: clinicTimes(today, today.add({ months: 6 })),
  }
}

/** The half hours from 9am on every working day. */
function clinicTimes(after: Temporal.PlainDate, last: Temporal.PlainDate): ClinicTime[] {
  return workingDaysBetween(after, last).flatMap(day => {
    const nine = atLondonTime(day, '09:00')
    return Array.from({ length: timesADay }, (_, index) => ({
      starts_at: toColumn(nine.add({ minutes: 30 * index })),
      ends_at: toColumn(nine.add({ minutes: 30 * index + 30 })),
    }))
  })
}

/** A number below the size that looks random but is the same each time. */
export function scatter(index: number, salt: number, size: number): number {
  let mixed = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return ((mixed ^ (mixed >>> 15)) >>> 0) % size
}
