import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { toColumn } from '../database/columns.ts'
import type { Database } from '../database/database.ts'
import { retryTransient } from '../database/retry-transient.ts'
import type { LeasedEvent } from './event.ts'

/*
 * A worker leases events for a limited time. When it dies, the lease expires and another worker leases the event. Each
 * lease has an id, so a slow worker cannot update an event that another worker has leased since.
 *
 * Only the oldest unsent event of a subject is leased, so that the events of a subject are sent in the order of their
 * versions. An event that is set aside does not block later ones, because handlers read the current state of the
 * subject and ignore older versions.
 *
 * Leases use the workers' own clocks. When clocks differ by more than a lease, or a clock jumps forward, two workers
 * may send an event at the same time: both send the same id, and only the later lease can mark it. When a clock jumps
 * back, events wait longer. No event is lost in either case.
 */

/** Leases up to `limit` deliverable events, oldest first. */
export async function leaseEvents(
  database: Database,
  { now, lease, limit }: { now: Temporal.Instant; lease: Temporal.DurationLike; limit: number },
): Promise<LeasedEvent[]> {
  return retryTransient(async () => {
    const ready: string[] = await database('outbox')
      .where(isDeliverable(now))
      .whereNotExists(earlierUnsent)
      .orderBy([{ column: 'created_at' }, { column: 'id' }])
      .limit(limit)
      .pluck('id')
    if (ready.length === 0) return []
    const leaseId = randomUUID()
    // The update repeats the condition, because another worker may have leased the rows since the select.
    await database('outbox')
      .whereIn('id', ready)
      .where(isDeliverable(now))
      .update({
        lease_id: leaseId,
        leased_until: toColumn(now.add(lease)),
        attempts: database.raw('attempts + 1'),
      })
    const rows = await database('outbox').whereIn('id', ready).where('lease_id', leaseId)
    return rows.map(row => ({
      id: row.id,
      kind: row.kind,
      subject: { type: row.subject_type, id: row.subject_id, version: row.subject_version },
      attempts: row.attempts,
      leaseId,
    }))
  })
}

/** Marks the event as sent. Returns false and changes nothing when another worker has leased it since. */
export function markSent(database: Database, event: LeasedEvent, now: Temporal.Instant): Promise<boolean> {
  return releaseEvent(database, event, { sent_at: toColumn(now) })
}

/** Schedules another attempt, not before `notBefore`. Returns false as {@link markSent} does. */
export function retryLater(
  database: Database,
  event: LeasedEvent,
  notBefore: Temporal.Instant,
): Promise<boolean> {
  return releaseEvent(database, event, { not_before: toColumn(notBefore) })
}

/**
 * Stops further attempts. To resume them, an operator sets `set_aside_at` to null and `attempts` to 0. Returns false as
 * {@link markSent} does.
 */
export function setAside(database: Database, event: LeasedEvent, now: Temporal.Instant): Promise<boolean> {
  return releaseEvent(database, event, { set_aside_at: toColumn(now) })
}

async function releaseEvent(
  database: Database,
  { id, leaseId }: LeasedEvent,
  changes: Record<string, string>,
) {
  const released = await retryTransient(() =>
    database('outbox')
      .where({ id, lease_id: leaseId })
      .update({ ...changes, lease_id: null, leased_until: null }),
  )
  return released === 1
}

function isDeliverable(now: Temporal.Instant) {
  return (query: Knex.QueryBuilder) =>
    query
      .whereNull('sent_at')
      .whereNull('set_aside_at')
      .where('not_before', '<=', toColumn(now))
      .where(free => free.whereNull('leased_until').orWhere('leased_until', '<=', toColumn(now)))
}

function earlierUnsent(query: Knex.QueryBuilder) {
  query
    .select('earlier.id')
    .from('outbox as earlier')
    .whereRaw(
      'earlier.subject_type = outbox.subject_type and earlier.subject_id = outbox.subject_id and earlier.subject_version < outbox.subject_version',
    )
    .whereNull('earlier.sent_at')
    .whereNull('earlier.set_aside_at')
}
