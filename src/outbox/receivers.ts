import type { LeasedEvent } from './outbox-store.ts'

/**
 * Tells one system outside of an event. Rejects when it was not told: the event is then sent to all receivers again,
 * later, so each must take an event of the same `id` twice, and drop one whose `version` is older than it has.
 * `signal` says when to give up.
 */
export type Receiver = (event: LeasedEvent, signal: AbortSignal) => Promise<void>

/**
 * Who is told what happens to appointments; an event with nobody to be told is settled at once. Wayfinder is told from
 * a queue of its own, `reporting_event`, since it takes them in batches and all in one order.
 */
export const receivers: readonly Receiver[] = []
