import type { RoleMapping } from '../../../src/config/staff-login.ts'
import type { StaffRole } from '../../../src/shared/permissions.ts'

/** STAFF_LOGIN_ROLES of the tests. */
export const ROLES: readonly RoleMapping[] = [
  { theirs: 'R8008', ours: 'booking-team', trustOdsCode: undefined },
  { theirs: 'R8010', ours: 'team-lead', trustOdsCode: undefined },
  { theirs: 'R8000', ours: 'clinician', trustOdsCode: undefined },
  { theirs: 'R8015', ours: 'administrator', trustOdsCode: undefined },
  { theirs: 'S0010:G0020:R5105', ours: 'auditor', trustOdsCode: undefined },
]

/** A code of the national format that gives this role. */
export function codeOf(role: StaffRole): string {
  const theirs = String(ROLES.find(({ ours }) => ours === role)?.theirs)
  return theirs.includes(':') ? theirs : `S8000:G8000:${theirs}`
}
