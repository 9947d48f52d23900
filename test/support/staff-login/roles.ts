import type { RoleMapping } from '../../../src/config/staff-login.ts'

/** STAFF_LOGIN_ROLES of the tests. */
export const ROLES: readonly RoleMapping[] = [
  { theirs: 'R8008', ours: 'booking-team', trustOdsCode: undefined },
  { theirs: 'R8010', ours: 'team-lead', trustOdsCode: undefined },
  { theirs: 'R8000', ours: 'clinician', trustOdsCode: undefined },
  { theirs: 'R8015', ours: 'administrator', trustOdsCode: undefined },
  { theirs: 'S0010:G0020:R5105', ours: 'auditor', trustOdsCode: undefined },
]
