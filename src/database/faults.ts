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

function read(error: unknown): DriverError {
  return typeof error === 'object' && error !== null ? (error as DriverError) : {}
}
