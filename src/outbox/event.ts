import type { Subject } from '../shared/subject.ts'

/** A change of one version of a subject. It holds ids only: its handlers read the current state of the subject. */
export interface OutboxEvent {
  id: string
  kind: string
  subject: Required<Subject>
}

/** An event leased to one worker. `attempts` includes the current attempt. */
export interface LeasedEvent extends OutboxEvent {
  attempts: number
  leaseId: string
}

/**
 * Sends an event to one external system. When it rejects, the event is delivered again later to all its handlers. So a
 * handler must accept the same `id` twice, and ignore an event whose version is older than one it has sent. It must
 * stop when `signal` is aborted.
 */
export type EventHandler = (event: LeasedEvent, signal: AbortSignal) => Promise<void>

/** The handlers of each kind of event, which the features declare. */
export type EventHandlers = Readonly<Record<string, readonly EventHandler[]>>
