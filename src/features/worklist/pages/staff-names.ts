import type { Staff } from '../../staff/staff.ts'
import { type ChangeRequest, isClaimed } from '../change-request.ts'

/** What a colleague is called whose row is gone. */
const FORMER = 'A former colleague'

/** The names of members of staff, by user id; undefined for none. */
export type NameOf = (userId: string | null | undefined) => string | undefined

/** Looks up the names of these members of staff in one query. */
export async function namesOfStaff(
  staff: Staff,
  userIds: readonly (string | null | undefined)[],
): Promise<NameOf> {
  const names = await staff.names(userIds.filter(id => typeof id === 'string'))
  return userId => (userId ? (names.get(userId) ?? FORMER) : undefined)
}

type Held = Pick<ChangeRequest, 'assignedTo' | 'claim'>

/** The user ids whose names {@link heldBy} needs. */
export function holders({ assignedTo, claim }: Held): (string | null | undefined)[] {
  return [assignedTo, claim?.by]
}

/** The names of the member of staff who works on the request now, and of the one to whom it is assigned. */
export function heldBy(request: Held, nameOf: NameOf, now: Temporal.Instant) {
  return {
    holder: isClaimed(request, now) ? nameOf(request.claim?.by) : undefined,
    assignee: nameOf(request.assignedTo),
  }
}
