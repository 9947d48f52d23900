import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { ReportingService, WayfinderEvent } from '../../gateways/reporting-service/reporting-service.ts'
import type { Sending } from '../../gateways/sending.ts'
import type { Round, Worker } from '../../scheduling/leased-job.ts'
import { settleEvents, waitingEvents } from './reporting-event-store.ts'
import { toWayfinder } from './reporting-service-events.ts'

const MAX_EVENTS = 1000

/** WF-NFR-MI-05: two megabytes, read as the smaller of the two it may mean. */
export const LARGEST_BATCH = 2_000_000

interface Ready {
  id: number
  event: WayfinderEvent
}

/**
 * Sends what is to be reported, in the order in which it was kept, a batch at each round.
 *
 * A batch the service refuses is never sent again as it was: the event it names is set aside for a person and never sent
 * again, and the others go in batches they were not refused in. Where it names none, the batch is cut in half until the
 * one that is wrong stands alone. ("Do not attempt to retry requests that have received this": specification, Errors.
 * To set the whole batch aside would lose hundreds of good events for a bad one, and at least 98 in 100 must arrive.)
 * Each refusal is followed by a longer pause, so that a fault of ours in every event does not set them all aside at once.
 */
export function sendReports(
  { database, clock, log }: Worker,
  service: Pick<ReportingService, 'send'>,
): (signal: AbortSignal) => Promise<Round> {
  let limit = MAX_EVENTS

  return async signal => {
    const waiting = await waitingEvents(database, limit)
    if (waiting.length === 0) return 'nothing-left'
    const ready: Ready[] = []
    const none: number[] = []
    const unreadable: number[] = []
    for (const each of waiting) {
      try {
        const event = toWayfinder(each)
        if (event) ready.push({ id: each.id, event })
        else none.push(each.id)
      } catch (error) {
        // One that cannot be read must not hold up all that come after it.
        log.error({ kind: each.kind, error }, 'report unreadable and set aside')
        unreadable.push(each.id)
      }
    }
    await settleEvents(database, none, 'not-for-wayfinder', clock.now())
    await settleEvents(database, unreadable, 'refused', clock.now())
    const batch = fitting(ready)
    if (batch.length === 0) return 'more'

    const sending = await sendAndLog(batch, signal)
    if (sending.outcome === 'later') return { later: sending.reason, pause: sending.pause }
    if (sending.outcome === 'refused') return await setAside(batch, sending)
    await settleEvents(database, idsOf(batch), 'sent', clock.now())
    limit = Math.min(MAX_EVENTS, limit * 2)
    return 'more'
  }

  /** Every request is logged (WF-NFR-MI-11): how it went, never what it held. */
  async function sendAndLog(batch: readonly Ready[], signal: AbortSignal): Promise<Sending> {
    const reference = randomUUID()
    const start = performance.now()
    const sending = await service.send(
      batch.map(({ event }) => event),
      reference,
      signal,
    )
    const milliseconds = Math.round(performance.now() - start)
    log.info({ reference, events: batch.length, reason: sending.reason, milliseconds }, 'reports sent')
    return sending
  }

  async function setAside(batch: readonly Ready[], { reason, faulty }: Sending & { outcome: 'refused' }) {
    const named = batch.length === 1 ? batch : faulty.flatMap(index => batch[index] ?? [])
    if (named.length === 0) limit = Math.ceil(batch.length / 2)
    await settleEvents(database, idsOf(named), 'refused', clock.now())
    for (const { event } of named)
      log.error({ kind: event.EventCode, reason }, 'report refused and set aside')
    return { later: reason }
  }
}

/** As many as a batch may hold, and at least one. */
export function fitting(ready: readonly Ready[]): Ready[] {
  let size = 2
  const over = ready.findIndex(({ event }) => {
    size += Buffer.byteLength(JSON.stringify(event)) + 1
    return size > LARGEST_BATCH
  })
  return ready.slice(0, over < 0 ? ready.length : Math.max(1, over))
}

function idsOf(batch: readonly Ready[]): number[] {
  return batch.map(({ id }) => id)
}
