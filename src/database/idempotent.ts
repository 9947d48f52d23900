import { hash } from 'node:crypto'
import { toColumn } from './columns.ts'
import type { Database, Transaction } from './database.ts'
import type { Retention } from './expiry.ts'
import { isDuplicateKey } from './faults.ts'
import { retryTransient } from './retry-transient.ts'

/** A form can be sent again as long as a session lasts; a day is longer than any. */
export const acceptedChangeRetention: Retention = {
  table: 'accepted_change',
  key: 'idempotency_key',
  since: 'accepted_at',
  keepFor: Temporal.Duration.from({ hours: 24 }),
}

/** Something else came first: the change asked for now was not made. */
export class StaleVersion extends Error {}

/** The key was claimed before. */
class Claimed extends Error {}

interface Change {
  /** What the change is tied to: who, what, and the version they saw. */
  key: readonly (string | number)[]
  /** What was asked for. */
  payload: string
  now: Temporal.Instant
}

/**
 * Makes a change once, however often its form is sent. The key is claimed first, in the change's own transaction:
 * a repeat waits for it and is answered with what the first one came to. A change that fails leaves no key. The same
 * key with another payload throws {@link StaleVersion}.
 *
 * A transaction the database gave up on is tried again, whole; so is one whose connection was lost, even when nobody
 * knows whether it was committed: if it was, its key is there and the answer with it.
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
        await transaction('accepted_change').insert(row).catch(claimed)
        const outcome = await change(transaction)
        await transaction('accepted_change')
          .where('idempotency_key', claim.idempotency_key)
          .update({ outcome })
        return outcome
      })
    } catch (error) {
      if (!(error instanceof Claimed)) throw error
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

function claimed(error: unknown): never {
  throw isDuplicateKey(error) ? new Claimed() : error
}
