import { holderOf, type NameOf } from '../../staff/staff.ts'
import type { ChangeRequest } from '../change-request.ts'

type Held = Pick<ChangeRequest, 'assignedTo' | 'claim'>

/** The user ids whose names {@link heldBy} needs. */
export function holders({ assignedTo, claim }: Held): (string | null | undefined)[] {
  return [assignedTo, claim?.by]
}

/** The names of the member of staff who works on the request now, and of the one to whom it is assigned. */
export function heldBy(request: Held, nameOf: NameOf, now: Temporal.Instant) {
  return {
    holder: holderOf(request, nameOf, now),
    assignee: nameOf(request.assignedTo),
  }
}
