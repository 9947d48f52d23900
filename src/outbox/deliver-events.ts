import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../database/database.ts'
import type { Clock } from '../shared/clock.ts'
import type { Log } from '../shared/log.ts'
import { adoptEarlierEvents } from './earlier-outbox.ts'
import type { EventHandlers, LeasedEvent } from './event.ts'
import { leaseEvents, markSent, retryLater, setAside } from './outbox-store.ts'

interface Deliveries {
  database: Database
  clock: Clock
  log: Log
  handlers: EventHandlers
}

/** Times in milliseconds. */
const PACE = {
  /** Number of events that are sent concurrently. */
  limit: 10,
  /** Longer than any delivery, so that no other worker leases the event during one. */
  lease: 60_000,
  deliveryTimeout: 20_000,
  pauseWhenIdle: 1000,
  pauseWhenFailing: 5000,
  shutdownTimeout: 10_000,
  firstBackOff: 5000,
  maxBackOff: 60 * 60 * 1000,
  /** After this many attempts, about a day, the event is set aside. A receiver may be down for a night. */
  maxAttempts: 30,
}

/**
 * Delivers the events of the outbox. Any number of workers may do so at the same time. `stop` waits for deliveries in
 * progress, and aborts them after `shutdownTimeout`.
 */
export function deliverEvents(
  { database, clock, log, handlers }: Deliveries,
  changes: Partial<typeof PACE> = {},
): { stop(): Promise<void> } {
  const pace = { ...PACE, ...changes }
  const stopping = new AbortController()
  const forcedStop = new AbortController()
  const running = loop()
  return {
    async stop() {
      stopping.abort()
      const timer = setTimeout(() => forcedStop.abort(), pace.shutdownTimeout)
      await running
      clearTimeout(timer)
    },
  }

  async function loop() {
    while (!stopping.signal.aborted) {
      const pause = await deliverBatch().catch(error => {
        log.error({ error }, 'reading the outbox failed')
        return pace.pauseWhenFailing
      })
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  /** Returns the delay before the next batch, in milliseconds. */
  async function deliverBatch(): Promise<number> {
    await adoptEarlierEvents(database, clock.now())
    const lease = { milliseconds: pace.lease }
    const events = await leaseEvents(database, { now: clock.now(), lease, limit: pace.limit })
    // Concurrently: the leased events all have different subjects.
    await Promise.all(events.map(deliver))
    return events.length > 0 ? 0 : pace.pauseWhenIdle
  }

  async function deliver(event: LeasedEvent): Promise<void> {
    const facts = { outboxEvent: event.id, kind: event.kind, attempts: event.attempts }
    try {
      const error = await send(event)
      if (error === undefined) {
        if (!(await markSent(database, event, clock.now())))
          log.warn(facts, 'outbox event sent after its lease had expired')
      } else if (event.attempts < pace.maxAttempts) {
        await retryLater(database, event, clock.now().add({ milliseconds: backOff(event.attempts) }))
        log.warn({ ...facts, error }, 'outbox event delivery failed, will be retried')
      } else if (await setAside(database, event, clock.now()))
        log.error({ ...facts, error }, 'outbox event delivery failed, set aside')
    } catch (error) {
      // The lease expires and the event is sent again, even if it was delivered.
      log.error({ ...facts, error }, 'outbox event delivery could not be recorded')
    }
  }

  /**
   * Calls the handlers. Returns the error, if there is one. An event with too many attempts is not sent again, because
   * its earlier workers died while they sent it.
   */
  async function send(event: LeasedEvent): Promise<unknown> {
    if (event.attempts > pace.maxAttempts) return new Error('The workers of all attempts died')
    const timeout = new AbortController()
    const timer = setTimeout(() => timeout.abort(), pace.deliveryTimeout)
    const signal = AbortSignal.any([timeout.signal, forcedStop.signal])
    const aborted = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    )
    aborted.catch(() => {}) // the rejection may come after the handlers have finished
    try {
      const eventHandlers = Object.hasOwn(handlers, event.kind) ? handlers[event.kind] : undefined
      if (!eventHandlers) throw new Error('No feature handles this kind of event')
      for (const handle of eventHandlers) {
        signal.throwIfAborted()
        await Promise.race([handle(event, signal), aborted])
      }
      return undefined
    } catch (error) {
      return error ?? new Error('The handler rejected without an error')
    } finally {
      clearTimeout(timer)
    }
  }

  /** Milliseconds. Doubles with each attempt, with random jitter. */
  function backOff(attempts: number): number {
    const limit = Math.min(pace.firstBackOff * 2 ** (attempts - 1), pace.maxBackOff)
    return Math.round(limit * (0.75 + Math.random() / 4))
  }
}
