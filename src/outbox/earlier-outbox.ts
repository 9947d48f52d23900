import type { Knex } from 'knex'
import { toColumn } from '../database/columns.ts'
import type { Database } from '../database/database.ts'
import { isDuplicateKey } from '../database/faults.ts'
import { insertRows, type Row } from '../database/insert-rows.ts'

/*
 * Releases before 0.2 write their events to `outbox_event`, which supports only appointments. During a roll-out and
 * after a roll-back such a release may run, so its events are moved to the new outbox. A later release removes this
 * file together with the table.
 */

const BATCH = 500

/** Moves the unsent, unleased events of the earlier outbox. Returns the number of events moved. */
export async function adoptEarlierEvents(database: Database, now: Temporal.Instant): Promise<number> {
  const events: Row[] = await database('outbox_event')
    .where(adoptable(now))
    .orderBy([{ column: 'created_at' }, { column: 'id' }])
    .limit(BATCH)
  if (events.length === 0) return 0
  try {
    await database.transaction(async transaction => {
      await insertRows(transaction, 'outbox', events.map(toOutboxRow))
      await transaction('outbox_event')
        .whereIn(
          'id',
          events.map(({ id }) => String(id)),
        )
        .update({ sent_at: toColumn(now), set_aside_at: null })
    })
  } catch (error) {
    // Another worker has moved the same events.
    if (!isDuplicateKey(error)) throw error
    return 0
  }
  return events.length
}

function adoptable(now: Temporal.Instant) {
  return (query: Knex.QueryBuilder) =>
    query
      .whereNull('sent_at')
      .where(free => free.whereNull('leased_until').orWhere('leased_until', '<=', toColumn(now)))
}

function toOutboxRow(event: Row): Row {
  return {
    id: event.id as string,
    kind: event.kind as string,
    subject_type: 'appointment',
    subject_id: event.appointment_id as string,
    subject_version: event.version as number,
    created_at: event.created_at as string,
    not_before: event.not_before as string,
    attempts: event.attempts as number,
    set_aside_at: event.set_aside_at as string,
  }
}
