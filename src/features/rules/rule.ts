import type { StaffPermission } from '../../shared/permissions.ts'
import {
  CANCEL_REASONS,
  cancellationFollowUp,
  type Medium,
  RESCHEDULE_REASONS,
} from '../appointments/appointments.ts'
import { bookingCheck } from './booking-check.ts'

/** What a rule can follow. `booked`: at a first or another time; `cancelled`: by the patient, online or by phone. */
export const RULE_EVENTS = ['asked-to-cancel', 'asked-to-move', 'booked', 'cancelled'] as const
export type RuleEvent = (typeof RULE_EVENTS)[number]

export const MEDIA: readonly Medium[] = ['FACE_TO_FACE', 'TELEPHONE', 'VIDEO_CONSULTATION']

/** The codes of the reasons that patients give, by event. */
export const REASONS_OF: Readonly<Record<RuleEvent, readonly string[]>> = {
  'asked-to-cancel': CANCEL_REASONS,
  'asked-to-move': RESCHEDULE_REASONS,
  booked: [],
  cancelled: CANCEL_REASONS,
}

/** All of them must hold. An empty list, or null, is no condition. */
export interface Conditions {
  clinicIds: readonly string[]
  media: readonly string[]
  /** The appointment is on the day of the event, or at most so many days later. */
  withinDays: number | null
  reasons: readonly string[]
}

export interface Actions {
  /** The user id of the colleague to whom the request or the task is assigned. */
  assignee: string | null
  urgent: boolean
  /** For colleagues. */
  note: string | null
}

/** What colleagues must be allowed to do to be assigned what rules of an event act on: the request, or the task. */
export const PERMISSION_TO_DO: Readonly<Record<RuleEvent, StaffPermission>> = {
  'asked-to-cancel': 'work-requests',
  'asked-to-move': 'work-requests',
  booked: bookingCheck.permission,
  cancelled: cancellationFollowUp.permission,
}

/** What staff edit. Each version has its own. */
export interface RuleContent {
  name: string
  conditions: Conditions
  actions: Actions
}

export interface Rule extends RuleContent {
  id: string
  trustOdsCode: string
  event: RuleEvent
  /** Incremented whenever it is changed, switched on or switched off. */
  version: number
  /** Null while it is off. */
  onSince: Temporal.Instant | null
}

export const RULE_CHANGES = ['added', 'changed', 'switched-on', 'switched-off'] as const
export type RuleChange = (typeof RULE_CHANGES)[number]

/** A version of a rule, and who made it. */
export interface RuleHistory extends RuleContent {
  version: number
  at: Temporal.Instant
  change: RuleChange
  staffUserId: string
}
