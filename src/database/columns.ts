import type { Knex } from 'knex'
import { GUID } from '../shared/guid.ts'
import { type Database, isSqlServer } from './database.ts'

/**
 * Whether the value is a GUID in lower case, as we write them. SQL Server would also find a row by a GUID in upper case
 * or with trailing spaces; SQLite would not.
 */
export function isGuid(value: unknown): value is string {
  return typeof value === 'string' && GUID.test(value)
}

/**
 * Formats an instant for a datetime2 column, in UTC: "2026-07-01T08:30:00.000". It is text, because a JS Date would be
 * bound as `datetime`, which has a precision of 3.33 ms. It has a fixed length, because SQLite compares it as text.
 */
export function toColumn(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond', roundingMode: 'floor' }).slice(0, -1)
}

/** Reads a datetime2 column. SQLite returns text, SQL Server a Date. */
export function fromColumn(value: string | Date): Temporal.Instant {
  return value instanceof Date
    ? Temporal.Instant.fromEpochMilliseconds(value.getTime())
    : Temporal.Instant.from(`${value}Z`)
}

/** The instant in a column some hours earlier, in the form that instants have in columns. Null for null. */
export function hoursBefore(database: Database, column: string, hours: number): Knex.Raw {
  return isSqlServer(database)
    ? database.raw('dateadd(hour, ?, ??)', [-hours, column])
    : database.raw("strftime('%Y-%m-%dT%H:%M:%f', ??, ?)", [column, `-${hours} hours`])
}
