import type { Staff } from '../../staff/staff.ts'
import { type ChangeRequest, isClaimed } from '../change-request.ts'

/** What a colleague is called whose row is gone. */
const FORMER = 'A former colleague'

export async function nameOfStaff(staff: Staff, userId: string): Promise<string> {
  return (await staff.find(userId))?.name ?? FORMER
}

/** The name of the member of staff who is working on the request now; undefined if nobody is. */
export async function holderOf(
  staff: Staff,
  request: Pick<ChangeRequest, 'claim'>,
  now: Temporal.Instant,
): Promise<string | undefined> {
  return request.claim && isClaimed(request, now) ? nameOfStaff(staff, request.claim.by) : undefined
}
