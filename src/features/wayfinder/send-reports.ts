import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { ReportingService, WayfinderEvent } from '../../gateways/reporting-service/reporting-service.ts'
import type { SendResult } from '../../gateways/send-result.ts'
import type { JobResult, Worker } from '../../scheduling/leased-job.ts'
import { settleEvents, waitingEvents } from './reporting-event-store.ts'
import { toWayfinder } from './reporting-service-events.ts'

const MAX_EVENTS = 1000

/** WF-NFR-MI-05 says two megabytes; this is the smaller of its two possible meanings. */
export const MAX_BATCH_BYTES = 2_000_000

interface Ready {
  id: number
  event: WayfinderEvent
}

/**
 * Sends reporting events in the order they were saved, one batch in each round.
 *
 * A refused batch is never sent again unchanged. If the service names the wrong event, that event is marked as
 * refused for a person to check, and the others are sent in new batches. If it names none, the batch size is halved
 * until the wrong event is alone. ("Do not attempt to retry requests that have received this": specification, Errors.
 * Marking the whole batch as refused would lose hundreds of good events for one bad event, and at least 98 in 100
 * must arrive.) The pause grows with each refusal, so that a mistake of ours in every event does not mark them all as
 * refused at once.
 */
export function sendReports(
  { database, clock, log }: Worker,
  service: Pick<ReportingService, 'send'>,
): (signal: AbortSignal) => Promise<JobResult> {
  let limit = MAX_EVENTS

  return async signal => {
    const waiting = await waitingEvents(database, limit)
    if (waiting.length === 0) return 'done'
    const ready: Ready[] = []
    const notForWayfinder: number[] = []
    const unreadable: number[] = []
    for (const each of waiting) {
      try {
        const event = toWayfinder(each)
        if (event) ready.push({ id: each.id, event })
        else notForWayfinder.push(each.id)
      } catch (error) {
        // An unreadable event must not block the events after it.
        log.error({ kind: each.kind, error }, 'report unreadable and set aside')
        unreadable.push(each.id)
      }
    }
    await settleEvents(database, notForWayfinder, 'not-for-wayfinder', clock.now())
    await settleEvents(database, unreadable, 'refused', clock.now())
    const batch = takeBatch(ready)
    if (batch.length === 0) return 'more'

    const sending = await sendAndLog(batch, signal)
    if (sending.outcome === 'retry') return { failed: sending.reason, retryAfter: sending.retryAfter }
    if (sending.outcome === 'refused') return await setAside(batch, sending)
    await settleEvents(database, idsOf(batch), 'sent', clock.now())
    limit = Math.min(MAX_EVENTS, limit * 2)
    return 'more'
  }

  /** Logs the outcome of every request (WF-NFR-MI-11), but never its content. */
  async function sendAndLog(batch: readonly Ready[], signal: AbortSignal): Promise<SendResult> {
    const reference = randomUUID()
    const start = performance.now()
    const sending = await service.send(
      batch.map(({ event }) => event),
      reference,
      signal,
    )
    const milliseconds = Math.round(performance.now() - start)
    log.info(
      { reference, events: batch.length, reason: sending.reason, milliseconds },
      'reporting service request finished',
    )
    return sending
  }

  async function setAside(batch: readonly Ready[], { reason, faulty }: SendResult & { outcome: 'refused' }) {
    const named = batch.length === 1 ? batch : faulty.flatMap(index => batch[index] ?? [])
    if (named.length === 0) limit = Math.ceil(batch.length / 2)
    await settleEvents(database, idsOf(named), 'refused', clock.now())
    for (const { event } of named)
      log.error({ kind: event.EventCode, reason }, 'report refused and set aside')
    return { failed: reason }
  }
}

/** The first events, as many as fit in a batch, and at least one. */
export function takeBatch(ready: readonly Ready[]): Ready[] {
  let size = 2
  const over = ready.findIndex(({ event }) => {
    size += Buffer.byteLength(JSON.stringify(event)) + 1
    return size > MAX_BATCH_BYTES
  })
  return ready.slice(0, over < 0 ? ready.length : Math.max(1, over))
}

function idsOf(batch: readonly Ready[]): number[] {
  return batch.map(({ id }) => id)
}
