import { toColumn } from './columns.ts'
import type { Database } from './database.ts'

/** A rule for deleting expired rows of a table. Features and stores declare their own. */
export interface Retention {
  table: string
  /** The column of the primary key. */
  key: string
  /** The column with the instant from which `keepFor` counts. It must have an index. */
  since: string
  /** Absent when the rows expire at the instant in `since`. */
  keepFor?: Temporal.Duration
  /** If the rows belong to those of another table, and go before them: its rule, of whose table `since` is a column. */
  of?: Pick<Retention, 'table' | 'key'>
}

/** Rows that one statement deletes. From about 5,000 rows, SQL Server locks the whole table. */
const BATCH = 1000

/** Deletes expired rows. Stops early when `signal` is aborted; the next run deletes the rest. */
export async function clearExpired(
  database: Database,
  now: Temporal.Instant,
  rules: readonly Retention[],
  signal?: AbortSignal,
): Promise<void> {
  for (const { table, key, since, keepFor, of } of rules.toSorted(partsFirst)) {
    const until = toColumn(keepFor ? now.subtract(keepFor) : now)
    for (let removed = BATCH; removed >= BATCH && !signal?.aborted; ) {
      const oldest = database(table).limit(BATCH).select(`${table}.${key}`)
      const whole = of ? of.table : table
      if (of) oldest.join(of.table, `${of.table}.${of.key}`, `${table}.${key}`)
      oldest.where(`${whole}.${since}`, '<=', until).orderBy(`${whole}.${since}`)
      removed = await database(table).whereIn(key, oldest).delete()
    }
  }
}

/** While their whole is there, it says whether the parts have expired. */
function partsFirst(one: Retention, other: Retention): number {
  return Number(other.of !== undefined) - Number(one.of !== undefined)
}
