import { toColumn } from './columns.ts'
import type { Database } from './database.ts'

/** A form can be sent again as long as a session lasts; a day is longer than any. */
const KEEP_ACCEPTED = Temporal.Duration.from({ hours: 24 })

/** Long enough to look into what a receiver says it was not told. */
const KEEP_SENT = Temporal.Duration.from({ hours: 24 * 30 })

/**
 * Removes what has run out: ended sessions, values used once, counts of requests, the keys of changes long accepted,
 * and events long sent.
 */
export async function clearExpired(database: Database, now: Temporal.Instant): Promise<void> {
  await database('session').where('expires_at', '<=', toColumn(now)).delete()
  await database('used_once').where('expires_at', '<=', toColumn(now)).delete()
  await database('rate_limit').where('expires_at', '<=', toColumn(now)).delete()
  await database('accepted_change')
    .where('accepted_at', '<=', toColumn(now.subtract(KEEP_ACCEPTED)))
    .delete()
  await database('outbox_event')
    .where('sent_at', '<=', toColumn(now.subtract(KEEP_SENT)))
    .delete()
}
