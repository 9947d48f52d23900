import { hash } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Retention } from '../../database/expiry.ts'
import { isDuplicateKey } from '../../database/faults.ts'

/** True the first time a value is used, false afterwards. The unique key decides between simultaneous requests. */
export async function claimOnce(
  database: Database,
  value: string,
  expiresAt: Temporal.Instant,
): Promise<boolean> {
  const valueHash = hash('sha256', value)
  try {
    await database('used_once').insert({ value_hash: valueHash, expires_at: toColumn(expiresAt) })
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/**
 * Kept for a day after the expiry. Copies may run on different clocks, and a value that one of them has removed must not
 * be accepted by another.
 */
export const usedOnceRetention: Retention = {
  table: 'used_once',
  key: 'value_hash',
  since: 'expires_at',
  keepFor: Temporal.Duration.from({ hours: 24 }),
}
