import { hash } from 'node:crypto'
import { toColumn } from './columns.ts'
import type { Database, Transaction } from './database.ts'
import type { Retention } from './expiry.ts'
import { isDuplicateKey } from './faults.ts'
import { retryTransient } from './retry-transient.ts'

/** A form can be sent again while its session lasts, which is always less than a day. */
export const acceptedChangeRetention: Retention = {
  table: 'accepted_change',
  key: 'idempotency_key',
  since: 'accepted_at',
  keepFor: Temporal.Duration.from({ hours: 24 }),
}

/** Another change was made first, so this change was not made. */
export class StaleVersion extends Error {}

class KeyAlreadyClaimed extends Error {}

interface Change {
  /** Identifies the change: the actor, the subject and the version that the actor saw. */
  key: readonly (string | number)[]
  /** The requested change. */
  payload: string
  now: Temporal.Instant
}

/**
 * Makes a change only once, however often its form is sent. The transaction of the change first claims the key. A
 * repeated request waits for that transaction and gets the same result. A change that fails leaves no key. The same key
 * with a different payload throws {@link StaleVersion}.
 *
 * Transient errors are retried. This is safe even when a connection is lost during the commit: if the commit succeeded,
 * the retry finds the key and its result.
 */
export async function idempotent(
  database: Database,
  { key, payload, now }: Change,
  change: (transaction: Transaction) => Promise<string>,
): Promise<string> {
  const claim = {
    idempotency_key: hash('sha256', JSON.stringify(key)),
    payload_hash: hash('sha256', payload),
  }
  return retryTransient(async () => {
    try {
      return await database.transaction(async transaction => {
        const row = { ...claim, outcome: '', accepted_at: toColumn(now) }
        await transaction('accepted_change').insert(row).catch(throwIfClaimed)
        const outcome = await change(transaction)
        await transaction('accepted_change')
          .where('idempotency_key', claim.idempotency_key)
          .update({ outcome })
        return outcome
      })
    } catch (error) {
      if (!(error instanceof KeyAlreadyClaimed)) throw error
      return earlierOutcome(database, claim)
    }
  })
}

async function earlierOutcome(
  database: Database,
  { idempotency_key, payload_hash }: { idempotency_key: string; payload_hash: string },
): Promise<string> {
  const earlier = await database('accepted_change').where({ idempotency_key }).first()
  if (earlier?.payload_hash !== payload_hash) throw new StaleVersion()
  return earlier.outcome
}

function throwIfClaimed(error: unknown): never {
  throw isDuplicateKey(error) ? new KeyAlreadyClaimed() : error
}
