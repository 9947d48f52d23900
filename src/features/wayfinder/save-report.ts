import type { Database, Transaction } from '../../database/database.ts'
import { isDuplicateKey } from '../../database/faults.ts'
import { retryTransient } from '../../database/retry-transient.ts'

/**
 * Saves what is reported in one transaction. When another worker or tab reports the same at the same moment, one of them finds
 * it done at its second attempt.
 */
export async function saveReport(
  database: Database,
  report: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  const attempt = () => retryTransient(() => database.transaction(report))
  await attempt().catch(error => {
    if (!isDuplicateKey(error)) throw error
    return attempt()
  })
}
