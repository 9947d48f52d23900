import type { WayfinderEvent } from '../../gateways/reporting-service/reporting-service.ts'

/** The parts of a stored event that are sent. */
export interface ReportedEvent {
  kind: string
  at: Temporal.Instant
  nhsNumber?: string | undefined
  appointmentId?: string | undefined
  sessionId?: string | undefined
  trust?: string | undefined
  details: Readonly<Record<string, unknown>>
}

export type Value = WayfinderEvent[string]
/** null: an optional field without a value. undefined: a required field without a value, so the event is not sent. */
export type Fields = [name: string, value: Value | null | undefined][]
export type Coded = [code: string | undefined, fields: Fields]

export const NOT_SENT: Coded = [undefined, []]

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** In UTC, to the millisecond. */
export function isoTimestamp(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond', roundingMode: 'floor' })
}
