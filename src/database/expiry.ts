import { toColumn } from './columns.ts'
import type { Database } from './database.ts'

/** A form can be sent again as long as a session lasts; a day is longer than any. */
const KEEP_ACCEPTED = Temporal.Duration.from({ hours: 24 })

/** Long enough to look into what a receiver says it was not told. */
const KEEP_SENT = Temporal.Duration.from({ hours: 24 * 30 })

/** So that the report of any month of the year before can be made anew from its events. */
const KEEP_REPORTED = Temporal.Duration.from({ hours: 24 * 400 })

/** Rows removed by one statement. From about 5,000 on SQL Server locks the whole table, and everybody waits. */
const AT_ONCE = 1000

/**
 * Removes what has run out: ended sessions, values used once, counts of requests, the keys of changes long accepted,
 * events long sent, and those reported of long ago. When told to stop it leaves the rest for the next time.
 */
export async function clearExpired(
  database: Database,
  now: Temporal.Instant,
  signal?: AbortSignal,
): Promise<void> {
  const clear = async (table: string, key: string, column: string, until: Temporal.Instant) => {
    for (let removed = AT_ONCE; removed >= AT_ONCE && !signal?.aborted; ) {
      const oldest = database(table)
        .where(column, '<=', toColumn(until))
        .orderBy(column)
        .limit(AT_ONCE)
        .select(key)
      removed = await database(table).whereIn(key, oldest).delete()
    }
  }
  await clear('session', 'id_hash', 'expires_at', now)
  await clear('used_once', 'value_hash', 'expires_at', now)
  await clear('rate_limit', 'limit_key', 'expires_at', now)
  await clear('accepted_change', 'idempotency_key', 'accepted_at', now.subtract(KEEP_ACCEPTED))
  await clear('outbox_event', 'id', 'sent_at', now.subtract(KEEP_SENT))
  await clear('reporting_event', 'id', 'at', now.subtract(KEEP_REPORTED))
}
