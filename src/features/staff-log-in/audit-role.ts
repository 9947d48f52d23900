import { auditAccess } from '../../audit/audit.ts'
import type { StaffPost } from '../../web/session/staff-session.ts'
import type { StaffServices } from '../feature.ts'

/**
 * Writes into the chain of the trust that a person takes a role there, such as `logged-in-as-team-lead`. From then on
 * they are a colleague there.
 */
export async function auditRole(
  { clock, database, staff }: Pick<StaffServices, 'clock' | 'database' | 'staff'>,
  { post, userId }: { post: StaffPost; userId: string },
  how: 'logged-in-as' | 'changed-role-to',
): Promise<void> {
  const { role, trustOdsCode } = post
  const actor = { kind: 'staff', userId, role, trustOdsCode } as const
  const subject = { type: 'staff-user', id: userId }
  await auditAccess(database, actor, `${how}-${role}`, subject, clock.now())
  await staff.recordPost({ trustOdsCode, userId, role })
}
