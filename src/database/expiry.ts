import { toColumn } from './columns.ts'
import type { Database } from './database.ts'

/** Rows of a table that are removed once they have run out. Each feature and each store names its own. */
export interface Retention {
  table: string
  /** Its primary key. */
  key: string
  /** The column of instants from which `keepFor` is counted. An index on it is needed. */
  since: string
  /** Nothing where the instant is the end itself. */
  keepFor?: Temporal.Duration
}

/** Rows removed by one statement. From about 5,000 on SQL Server locks the whole table, and everybody waits. */
const BATCH = 1000

/** Removes what has run out. When told to stop it leaves the rest for the next time. */
export async function clearExpired(
  database: Database,
  now: Temporal.Instant,
  rules: readonly Retention[],
  signal?: AbortSignal,
): Promise<void> {
  for (const { table, key, since, keepFor } of rules) {
    const until = toColumn(keepFor ? now.subtract(keepFor) : now)
    for (let removed = BATCH; removed >= BATCH && !signal?.aborted; ) {
      const oldest = database(table).where(since, '<=', until).orderBy(since).limit(BATCH).select(key)
      removed = await database(table).whereIn(key, oldest).delete()
    }
  }
}
