/** Classifies database errors by code and number, because their messages change and may quote what a patient typed. */

/** Unique indexes and keys: a code of SQLite; SQL Server 2601 (index) and 2627 (constraint). */
const DUPLICATE_KEY: ErrorKind = {
  codes: /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/,
  numbers: new Set([2601, 2627]),
}

/**
 * SQL Server rolled the transaction back: deadlock victim (1205), update conflict under snapshot isolation (3960), lock
 * timeout (1222). SQLite has no such errors: {@link SqliteClient} waits for the lock.
 */
const ROLLED_BACK: ErrorKind = { numbers: new Set([1205, 3960, 1222]) }

/**
 * A statement failed because its connection had ended, whatever the driver said about it. `cause` is the error of the
 * driver.
 */
export class ConnectionLost extends Error {
  readonly code = 'ECONNCLOSED'
}

/**
 * The connection ended during a statement: codes of tedious, {@link ConnectionLost} and the operating system; numbers of
 * SQL Server and Windows during a failover.
 */
const CONNECTION_LOST: ErrorKind = {
  codes: /^(ESOCKET|ECLOSE|ECONNCLOSED|ECONNRESET|EINVALIDSTATE|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/,
  numbers: new Set([64, 233, 596, 4002, 10053, 10054, 10060, 40197]),
}

/** The database is too slow, unreachable, or unable to write. */
const OUTAGE: ErrorKind = {
  codes:
    /^(ETIMEOUT|ELOGIN|EINSTLOOKUP|ECANCEL|SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|NOMEM|PROTOCOL).*|KnexTimeoutError)$/,
  numbers: new Set([
    // Failing over, starting, stopping, or a replica that accepts no connections.
    ...[921, 922, 927, 942, 945, 952, 976, 978, 979, 983, 4060, 6005, 17142, 18401, 18456, 40613],
    // Read-only.
    ...[3906, 3908, 5063],
    // Disk, log or tempdb full; I/O errors.
    ...[823, 824, 825, 1101, 1105, 3257, 3967, 5149, 9002],
    // Out of memory, locks, workers or sessions.
    ...[701, 802, 1204, 8628, 8645, 8651, 10928, 10929, 10936, 17809, 40501, 40544, 49918, 49919, 49920],
  ]),
}

export function isDuplicateKey(error: unknown): boolean {
  return isOfKind(DUPLICATE_KEY, error)
}

/**
 * Whether the transaction may succeed when it is repeated. After a lost connection it is unknown whether the
 * transaction was committed, so only idempotent transactions may be repeated.
 */
export function isTransient(error: unknown): boolean {
  return isOfKind(ROLLED_BACK, error) || isOfKind(CONNECTION_LOST, error)
}

/** Whether the database is temporarily unable to serve us, so that the same request may succeed later. */
export function isOutage(error: unknown): boolean {
  return isTransient(error) || isOfKind(OUTAGE, error)
}

interface ErrorKind {
  /** Codes of tedious, SQLite and Knex. */
  codes?: RegExp
  /** Error numbers of SQL Server. */
  numbers: Set<number>
}

/** When a rollback fails, Knex wraps the first error, sometimes in a cycle. */
function isOfKind(kind: ErrorKind, error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, name, number, originalError } = error as Record<string, unknown>
  const codeOrName = String(code ?? name ?? '')
  if (kind.codes?.test(codeOrName) || kind.numbers.has(Number(number))) return true
  return originalError !== error && isOfKind(kind, originalError)
}
