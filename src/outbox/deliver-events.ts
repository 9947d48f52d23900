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

/** Milliseconds, but for `limit`, the events sent at once, and `attempts`, after which an event is set aside. */
const PACE = {
  limit: 10,
  /** Longer than it takes to send one, so that no event is leased again while it is being sent. */
  lease: 60_000,
  deliveryTimeout: 20_000,
  pauseWhenIdle: 1000,
  pauseWhenFailing: 5000,
  shutdownTimeout: 10_000,
  firstBackOff: 5000,
  maxBackOff: 60 * 60 * 1000,
  /** With the pauses between them about a day: a receiver that is away for a night sets nothing aside. */
  attempts: 30,
}

/** Sends what is in the outbox, in any number of copies at once. `stop` waits for what is under way, not for long. */
export function deliverEvents(
  { database, clock, log, handlers }: Deliveries,
  changes: Partial<typeof PACE> = {},
): { stop(): Promise<void> } {
  const pace = { ...PACE, ...changes }
  const stopping = new AbortController()
  const cutOff = new AbortController()
  const running = run()
  return {
    async stop() {
      stopping.abort()
      const stuck = setTimeout(() => cutOff.abort(), pace.shutdownTimeout)
      await running
      clearTimeout(stuck)
    },
  }

  async function run() {
    while (!stopping.signal.aborted) {
      const pause = await round().catch(error => {
        log.error({ error }, 'outbox not read')
        return pace.pauseWhenFailing
      })
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  /** Sends some, and answers how long to wait before the next. */
  async function round(): Promise<number> {
    await adoptEarlierEvents(database, clock.now())
    const lease = { milliseconds: pace.lease }
    const events = await leaseEvents(database, { now: clock.now(), lease, limit: pace.limit })
    // At once, since no two of them are of one subject.
    await Promise.all(events.map(deliver))
    return events.length > 0 ? 0 : pace.pauseWhenIdle
  }

  async function deliver(event: LeasedEvent): Promise<void> {
    const facts = { outboxEvent: event.id, kind: event.kind, attempts: event.attempts }
    try {
      const error = await send(event)
      if (error === undefined) {
        if (!(await markSent(database, event, clock.now())))
          log.warn(facts, 'outbox event leased to another worker')
      } else if (event.attempts < pace.attempts) {
        await retryLater(database, event, clock.now().add({ milliseconds: backOff(event.attempts) }))
        log.warn({ ...facts, error }, 'outbox event not sent')
      } else if (await setAside(database, event, clock.now()))
        log.error({ ...facts, error }, 'outbox event set aside')
    } catch (error) {
      // Whether it was sent or not, its lease runs out and it is sent again.
      log.error({ ...facts, error }, 'outbox event not settled')
    }
  }

  /** What went wrong, if anything. An event whose workers died of it, time after time, is not tried again. */
  async function send(event: LeasedEvent): Promise<unknown> {
    if (event.attempts > pace.attempts) return new Error('Its workers died')
    const tooLong = new AbortController()
    const timer = setTimeout(() => tooLong.abort(), pace.deliveryTimeout)
    const signal = AbortSignal.any([tooLong.signal, cutOff.signal])
    const aborted = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
    )
    aborted.catch(() => {}) // also when nobody waits for it any more
    try {
      const ofItsKind = Object.hasOwn(handlers, event.kind) ? handlers[event.kind] : undefined
      if (!ofItsKind) throw new Error('No feature knows events of this kind')
      for (const handle of ofItsKind) {
        signal.throwIfAborted()
        await Promise.race([handle(event, signal), aborted])
      }
      return undefined
    } catch (error) {
      return error ?? new Error('Not told why')
    } finally {
      clearTimeout(timer)
    }
  }

  /** Twice as long each time, and not all at the same moment. */
  function backOff(attempts: number): number {
    const limit = Math.min(pace.firstBackOff * 2 ** (attempts - 1), pace.maxBackOff)
    return Math.round(limit * (0.75 + Math.random() / 4))
  }
}
