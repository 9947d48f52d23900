import type { Subject } from '../shared/subject.ts'

/** What happened, to what, and to which version of it: ids only, so that who handles it reads how things are then. */
export interface OutboxEvent {
  id: string
  kind: string
  subject: Required<Subject>
}

/** An event leased to one worker. `attempts` counts this one. */
export interface LeasedEvent extends OutboxEvent {
  attempts: number
  leaseId: string
}

/**
 * Passes an event on to one system outside. Rejects when it could not: the event then goes to all its handlers again,
 * later, so each must take an event of the same `id` twice, and drop one whose version is older than it has. `signal`
 * says when to give up.
 */
export type EventHandler = (event: LeasedEvent, signal: AbortSignal) => Promise<void>

/** Who handles each kind of event, as the features declare it. */
export type EventHandlers = Readonly<Record<string, readonly EventHandler[]>>
