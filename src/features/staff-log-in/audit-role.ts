import { auditAccess } from '../../audit/audit.ts'
import type { StaffPost } from '../../web/session/staff-session.ts'
import type { StaffServices } from '../feature.ts'

/** Writes into the chain of the trust that somebody takes a role there, such as `logged-in-as-team-lead`. */
export function auditRole(
  { clock, database }: Pick<StaffServices, 'clock' | 'database'>,
  { post, userId }: { post: StaffPost; userId: string },
  how: 'logged-in-as' | 'changed-role-to',
): Promise<void> {
  const { role, trustOdsCode } = post
  const actor = { kind: 'staff', userId, role, trustOdsCode } as const
  const subject = { type: 'staff-user', id: userId }
  return auditAccess(database, actor, `${how}-${role}`, subject, clock.now())
}
