import type { ChangeKind } from '../../appointments/appointments.ts'
import type { Outcome } from '../change-request.ts'

/** Which requests of a trust a list has, and in which order. */
export interface WorklistFilters {
  /** Left out: open requests, oldest promise first. Closed ones are listed newest first. */
  state?: Outcome | undefined
  clinicId?: string | undefined
  kind?: ChangeKind | undefined
  /** To whom the request is assigned: a user id, or one of these. */
  assignee?: string | 'me' | 'none' | undefined
  /** By whom the request is claimed now. A claim that has lapsed counts as none. */
  claimed?: 'me' | 'anyone' | 'none' | undefined
  /** Only those whose promised time has passed. */
  overdue?: boolean | undefined
  urgentFirst?: boolean | undefined
}

/** The place of a request in the list. */
export interface WorklistCursor {
  /** Of the promise, or of the decision in a list of closed requests. */
  at: Temporal.Instant
  id: string
  /** Where urgent requests come first. */
  urgent: boolean
}

export interface Viewer {
  trustOdsCode: string
  userId: string
  now: Temporal.Instant
}
