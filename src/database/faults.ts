/**
 * What an error of the database is. Errors are told apart by their codes and numbers; their texts change and may
 * quote what a patient typed.
 */

/** Unique indexes and keys: SQLite by code; SQL Server 2601 (index) and 2627 (constraint). */
const DUPLICATE_KEY: Kind = {
  codes: /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/,
  numbers: new Set([2601, 2627]),
}

/**
 * SQL Server gave the whole transaction up: chosen to end a deadlock (1205), overtaken under snapshot isolation (3960),
 * or kept waiting for a lock (1222). SQLite does not: {@link SqliteClient} waits for its lock.
 */
const ROLLED_BACK: Kind = { numbers: new Set([1205, 3960, 1222]) }

/** The connection ended under a statement: tedious by code; SQL Server and Windows by number, as it fails over. */
const CONNECTION_LOST: Kind = {
  codes: /^(ESOCKET|ECLOSE|ECONNCLOSED|ECONNRESET|EINVALIDSTATE)$/,
  numbers: new Set([64, 233, 596, 4002, 10053, 10054, 10060, 40197]),
}

/** Too slow, out of reach, or unable to write. */
const OUTAGE: Kind = {
  codes:
    /^(ETIMEOUT|ELOGIN|EINSTLOOKUP|ECANCEL|SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|NOMEM|PROTOCOL).*|KnexTimeoutError)$/,
  numbers: new Set([
    // Failing over, starting, stopping, or not the copy that takes connections.
    ...[921, 922, 927, 942, 945, 952, 976, 978, 979, 983, 4060, 6005, 17142, 18401, 18456, 40613],
    // Read-only.
    ...[3906, 3908, 5063],
    // No room on the disk, for the log or in tempdb; input and output that fail.
    ...[823, 824, 825, 1101, 1105, 3257, 3967, 5149, 9002],
    // No memory, locks, workers or sessions left.
    ...[701, 802, 1204, 8628, 8645, 8651, 10928, 10929, 10936, 17809, 40501, 40544, 49918, 49919, 49920],
  ]),
}

export function isDuplicateKey(error: unknown): boolean {
  return isOf(DUPLICATE_KEY, error)
}

/**
 * The same transaction may go through if it is tried again. When the connection was lost nobody knows whether it was
 * committed: only one that first claims a key, and so finds itself there already, may be repeated.
 */
export function isTransient(error: unknown): boolean {
  return isOf(ROLLED_BACK, error) || isOf(CONNECTION_LOST, error)
}

/** The database could not be reached, was too busy, or cannot write now: not our fault, and worth trying later. */
export function isOutage(error: unknown): boolean {
  return isTransient(error) || isOf(OUTAGE, error)
}

interface Kind {
  /** Of tedious, SQLite and Knex. */
  codes?: RegExp
  /** Of SQL Server. */
  numbers: Set<number>
}

/** When Knex cannot roll back it throws an error of its own and keeps what went wrong before, at times in a circle. */
function isOf(kind: Kind, error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, name, number, originalError } = error as Record<string, unknown>
  const codeOrName = String(code ?? name ?? '')
  if (kind.codes?.test(codeOrName) || kind.numbers.has(Number(number))) return true
  return originalError !== error && isOf(kind, originalError)
}
