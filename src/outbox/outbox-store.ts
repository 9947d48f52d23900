import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { toColumn } from '../database/columns.ts'
import type { Database } from '../database/database.ts'
import { retryTransient } from '../database/retry-transient.ts'
import type { OutboxKind } from './outbox.ts'

/*
 * Events of the outbox are lent to a worker for a while. What it has not settled by then is lent again, so a worker
 * that died loses nothing; and a lease has an id, so a worker that was only slow cannot settle what another has taken.
 *
 * Only the oldest event of an appointment that is neither sent nor set aside is lent: each appointment's are sent in
 * the order of its versions. One set aside does not hold up those after it, since whoever is told reads the
 * appointment as it is then and drops versions older than they have.
 *
 * Leases are told by the workers' own clocks. Between machines that differ by more than a lease, or when a clock jumps
 * ahead, an event may be sent by two at once: they send the same id, and the later lease alone settles it. When a clock
 * jumps back, what was lent or put off waits that much longer. Nothing is lost either way.
 */

/** An event lent to one worker. `attempts` counts this one. */
export interface LeasedEvent {
  id: string
  kind: OutboxKind
  appointmentId: string
  version: number
  attempts: number
  leaseId: string
}

/** Borrows up to so many events that may be sent now, oldest first. */
export async function leaseEvents(
  database: Database,
  { now, lease, limit }: { now: Temporal.Instant; lease: Temporal.DurationLike; limit: number },
): Promise<LeasedEvent[]> {
  return retryTransient(async () => {
    const ready: string[] = await database('outbox_event')
      .where(available(now))
      .whereNotExists(earlierUnsent)
      .orderBy([{ column: 'created_at' }, { column: 'id' }])
      .limit(limit)
      .pluck('id')
    if (ready.length === 0) return []
    const leaseId = randomUUID()
    // Asked again in the update: whoever comes second finds the rows taken, whatever they read before.
    await database('outbox_event')
      .whereIn('id', ready)
      .where(available(now))
      .update({
        lease_id: leaseId,
        leased_until: toColumn(now.add(lease)),
        attempts: database.raw('attempts + 1'),
      })
    const rows = await database('outbox_event').whereIn('id', ready).where('lease_id', leaseId)
    return rows.map(row => ({
      id: row.id,
      kind: row.kind,
      appointmentId: row.appointment_id,
      version: row.version,
      attempts: row.attempts,
      leaseId,
    }))
  })
}

/** The event has been sent. False when another has taken it meanwhile: it is theirs to settle. */
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
 * The event is not tried any more until somebody has looked at it, and made its `set_aside_at` null and its `attempts`
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
  const given = await retryTransient(() =>
    database('outbox_event')
      .where({ id, lease_id: leaseId })
      .update({ ...changes, lease_id: null, leased_until: null }),
  )
  return given === 1
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
    .from('outbox_event as earlier')
    .whereRaw(
      'earlier.appointment_id = outbox_event.appointment_id and earlier.version < outbox_event.version',
    )
    .whereNull('earlier.sent_at')
    .whereNull('earlier.set_aside_at')
}
