/** Errors are told apart by their codes and numbers; their texts change and may quote what a patient typed. */

interface DriverError {
  code?: unknown
  number?: unknown
}

/** A unique index or key refused the row: SQLite by code, SQL Server 2601 (index) or 2627 (constraint). */
export function isAlreadyThere(error: unknown): boolean {
  const { code, number } = read(error)
  return (
    code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    code === 'SQLITE_CONSTRAINT_PRIMARYKEY' ||
    number === 2601 ||
    number === 2627
  )
}

/**
 * The database gave the whole transaction up before it was committed: chosen to end a deadlock (1205), overtaken
 * under snapshot isolation (3960), or kept waiting for a lock (1222). Nothing of it was done, so it may be repeated.
 */
export function isWorthRepeating(error: unknown): boolean {
  return [1205, 3960, 1222].includes(Number(read(error).number))
}

function read(error: unknown): DriverError {
  return typeof error === 'object' && error !== null ? (error as DriverError) : {}
}
