import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { toColumn } from '../database/columns.ts'
import type { Database } from '../database/database.ts'
import { retryTransient } from '../database/retry-transient.ts'
import type { LeasedEvent } from './event.ts'

/*
 * A worker leases events of the outbox for a while. What it has not marked by then is leased again, so a worker that
 * died loses nothing; and a lease has an id, so a worker that was only slow cannot mark what another has taken.
 *
 * Only the oldest event of a subject that is neither sent nor set aside is leased: the events of one subject are sent in
 * the order of its versions. One set aside does not hold up those after it, since its handlers read the subject as it
 * is then and drop versions older than they have.
 *
 * Leases are timed by the workers' own clocks. Between machines that differ by more than a lease, or when a clock jumps
 * ahead, an event may be sent by two at once: they send the same id, and the later lease alone marks it. When a clock
 * jumps back, what was leased or put off waits that much longer. Nothing is lost either way.
 */

/** Leases up to so many events that may be sent now, oldest first. */
export async function leaseEvents(
  database: Database,
  { now, lease, limit }: { now: Temporal.Instant; lease: Temporal.DurationLike; limit: number },
): Promise<LeasedEvent[]> {
  return retryTransient(async () => {
    const ready: string[] = await database('outbox')
      .where(available(now))
      .whereNotExists(earlierUnsent)
      .orderBy([{ column: 'created_at' }, { column: 'id' }])
      .limit(limit)
      .pluck('id')
    if (ready.length === 0) return []
    const leaseId = randomUUID()
    // Asked again in the update: a worker that comes second finds the rows taken, whatever it read before.
    await database('outbox')
      .whereIn('id', ready)
      .where(available(now))
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

/** The event has been sent. False when another worker has leased it meanwhile: it is theirs to mark. */
export function markSent(database: Database, event: LeasedEvent, now: Temporal.Instant): Promise<boolean> {
  return releaseEvent(database, event, { sent_at: toColumn(now) })
}

/** The event could not be sent and is to be tried again, not before then. False as for {@link markSent}. */
export function retryLater(
  database: Database,
  event: LeasedEvent,
  notBefore: Temporal.Instant,
): Promise<boolean> {
  return releaseEvent(database, event, { not_before: toColumn(notBefore) })
}

/**
 * The event is not tried any more until a person has looked at it, and made its `set_aside_at` null and its `attempts`
 * 0 again. False as for {@link markSent}.
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

function available(now: Temporal.Instant) {
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
