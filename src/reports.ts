import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { settleReports, waitingReports } from './database/reporting-events.ts'
import { toWayfinder, type WayfinderEvent } from './gateways/reporting-service/events.ts'
import { LARGEST_BATCH, type ReportingService } from './gateways/reporting-service/reporting-service.ts'
import type { Sending } from './gateways/sending.ts'
import type { Round, Worker } from './turns.ts'

const MOST_EVENTS = 1000

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
export function sendingReports(
  { database, clock, log }: Worker,
  service: Pick<ReportingService, 'send'>,
): (signal: AbortSignal) => Promise<Round> {
  let most = MOST_EVENTS

  return async signal => {
    const waiting = await waitingReports(database, most)
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
    await settleReports(database, none, 'not-for-wayfinder', clock.now())
    await settleReports(database, unreadable, 'refused', clock.now())
    const batch = fitting(ready)
    if (batch.length === 0) return 'more'

    const sending = await sendAndLog(batch, signal)
    if (sending.outcome === 'later') return { later: sending.reason, pause: sending.pause }
    if (sending.outcome === 'refused') return await setAside(batch, sending)
    await settleReports(database, idsOf(batch), 'sent', clock.now())
    most = Math.min(MOST_EVENTS, most * 2)
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
    if (named.length === 0) most = Math.ceil(batch.length / 2)
    await settleReports(database, idsOf(named), 'refused', clock.now())
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
