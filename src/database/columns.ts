/**
 * Whether this is a GUID as ours are written, in lower case. SQL Server would also find a row by one in capitals or
 * with spaces after it, and SQLite would not.
 */
export function isGuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
}

/**
 * An instant as a datetime2 column takes it, in UTC: "2026-07-01T08:30:00.000". Text, because a JS Date would
 * be bound as `datetime`, which is only good to 3.33 ms; of one length, because SQLite compares it as text.
 */
export function toColumn(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond', roundingMode: 'floor' }).slice(0, -1)
}

/** The instant in a datetime2 column: SQLite gives the text back, SQL Server a Date. */
export function fromColumn(value: string | Date): Temporal.Instant {
  return value instanceof Date
    ? Temporal.Instant.fromEpochMilliseconds(value.getTime())
    : Temporal.Instant.from(`${value}Z`)
}
