import { randomUUID } from 'node:crypto'
import { fromColumn, toColumn } from '../database/columns.ts'
import type { Database, Transaction } from '../database/database.ts'
import type { Retention } from '../database/expiry.ts'
import type { GaugeGroup } from '../shared/gauges.ts'
import type { Subject } from '../shared/subject.ts'

/** Long enough to investigate when an external system reports a missing event. */
const KEEP_SENT = Temporal.Duration.from({ hours: 24 * 30 })

export const outboxRetention: readonly Retention[] = [
  { table: 'outbox', key: 'id', since: 'sent_at', keepFor: KEEP_SENT },
  // The table of earlier releases; see `adoptEarlierEvents`.
  { table: 'outbox_event', key: 'id', since: 'sent_at', keepFor: KEEP_SENT },
]

/**
 * Adds an event to the outbox in the same transaction as the change it describes, so that no change is lost. The
 * database allows one event of a kind for each version of a subject.
 */
export async function addToOutbox(
  transaction: Transaction,
  kind: string,
  subject: Required<Subject>,
  now: Temporal.Instant,
): Promise<void> {
  await transaction('outbox').insert({
    id: randomUUID(),
    kind,
    subject_type: subject.type,
    subject_id: subject.id,
    subject_version: subject.version,
    created_at: toColumn(now),
    not_before: toColumn(now),
  })
}

/** The size and age of the backlog. `unsent` does not include events that are set aside. */
export async function outboxState(
  database: Database,
  now: Temporal.Instant,
): Promise<{ oldestUnsentSeconds: number; unsent: number; setAside: number }> {
  const unsent = await database('outbox')
    .where({ sent_at: null, set_aside_at: null })
    .min({ oldest: 'created_at' })
    .count({ total: 'id' })
    .first()
  const setAside = await database('outbox').whereNotNull('set_aside_at').count({ total: 'id' }).first()
  const age = unsent?.oldest ? now.since(fromColumn(unsent.oldest)).total('seconds') : 0
  return {
    oldestUnsentSeconds: Math.max(0, Math.floor(age)),
    unsent: Number(unsent?.total),
    setAside: Number(setAside?.total),
  }
}

export const outboxGauges: GaugeGroup<Database> = {
  help: {
    outbox_unsent: 'Events that have not been sent.',
    outbox_oldest_unsent_seconds: 'Age of the oldest event that has not been sent.',
    outbox_set_aside: 'Events that are not retried until an operator resets them.',
  },
  async read(database, now) {
    const { oldestUnsentSeconds, setAside, unsent } = await outboxState(database, now)
    return {
      outbox_unsent: unsent,
      outbox_oldest_unsent_seconds: oldestUnsentSeconds,
      outbox_set_aside: setAside,
    }
  },
}
