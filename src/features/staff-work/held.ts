import { type Claim, isClaimed } from '../../shared/claim.ts'
import type { NameOf } from '../staff/staff.ts'

export type Priority = 'normal' | 'urgent'

/** Who has a request or a task, and how urgent it is. */
export interface Held {
  /** The last claim, which may have lapsed: see {@link isClaimed}. */
  claim: Claim | null
  /** The user id of the member of staff to whom it is assigned. */
  assignedTo: string | null
  priority: Priority
}

/** A step in the history of a request or a task. That it was opened is in the request or task itself. */
export interface WorkStep<Kind extends string> {
  /** The version that it made. */
  version: number
  at: Temporal.Instant
  event: Kind
  actor: 'patient' | 'proxy' | 'staff' | 'portal'
  /** The user id of staff, the job, or the rule; null for the patient. */
  actorId: string | null
  /** The role in which staff acted. */
  role: string | null
  /** Of the step `assigned`, the user id of the assignee. */
  note: string | null
}

/** The user ids whose names {@link heldBy} needs. */
export function holders({ assignedTo, claim }: Omit<Held, 'priority'>): (string | null | undefined)[] {
  return [assignedTo, claim?.by]
}

/** The names of the member of staff who is working on it now, and of the one to whom it is assigned. */
export function heldBy(held: Omit<Held, 'priority'>, nameOf: NameOf, now: Temporal.Instant) {
  return {
    holder: isClaimed(held, now) ? nameOf(held.claim?.by) : undefined,
    assignee: nameOf(held.assignedTo),
  }
}

/** The user ids of the member of staff who made a step, and of the one to whom it assigned the work. */
export function peopleIn({ actor, actorId, event, note }: WorkStep<string>): [string | null, string | null] {
  return [actor === 'staff' ? actorId : null, event === 'assigned' ? note : null]
}
