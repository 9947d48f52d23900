import { createHash } from 'node:crypto'
import { toColumn } from './columns.ts'
import type { Database, Transaction } from './database.ts'
import { isAlreadyThere } from './faults.ts'

/** Something else came first: the change asked for now was not made. */
export class Overtaken extends Error {}

/**
 * Makes a change once, however often its form is sent. The key is claimed first, in the change's own transaction:
 * a repeat waits for it and is answered with what the first one came to. A change that fails leaves no key.
 *
 * @param key what the change is tied to: who, what, and the version they saw
 * @param payload what was asked for; the same key with another payload throws {@link Overtaken}
 */
export async function once(
  database: Database,
  { key, payload, now }: { key: readonly (string | number)[]; payload: string; now: Temporal.Instant },
  change: (transaction: Transaction) => Promise<string>,
): Promise<string> {
  const claim = { idempotency_key: hash(JSON.stringify(key)), payload_hash: hash(payload) }
  try {
    return await database.transaction(async transaction => {
      await transaction('accepted_change').insert({ ...claim, outcome: '', accepted_at: toColumn(now) })
      const outcome = await change(transaction)
      await transaction('accepted_change').where('idempotency_key', claim.idempotency_key).update({ outcome })
      return outcome
    })
  } catch (error) {
    if (!isAlreadyThere(error)) throw error
    const earlier = await database('accepted_change').where('idempotency_key', claim.idempotency_key).first()
    if (!earlier) throw error
    if (earlier.payload_hash !== claim.payload_hash) throw new Overtaken()
    return earlier.outcome
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
