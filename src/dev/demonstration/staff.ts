import type { RoleMapping } from '../../config/staff-login.ts'
import { ROLE_NAMES, STAFF_ROLES, type StaffRole } from '../../shared/permissions.ts'
import type { SimulatedPost, SimulatedStaff } from '../simulator/staff-login/staff-people.ts'
import { fixedGuid } from './ids.ts'
import { trusts } from './trusts.ts'

/** The code of each role at the simulated provider. There is no national code for most of them. */
const CODES: Readonly<Record<StaffRole, string>> = {
  'booking-team': 'S8000:G8000:R9001',
  'team-lead': 'S8000:G8000:R9002',
  clinician: 'S8000:G8000:R8000',
  administrator: 'S8000:G8000:R8015',
  auditor: 'S8000:G8000:R0001',
}

/** STAFF_LOGIN_ROLES of the demonstration. */
export const DEMONSTRATION_ROLES: readonly RoleMapping[] = STAFF_ROLES.map(ours => ({
  theirs: CODES[ours],
  ours,
  trustOdsCode: undefined,
}))

const NAMES = [
  ['Priya Nair', 'Tom Fletcher', 'Dr Grace Adeyemi', 'Liam Byrne', 'Helen Wright'],
  ['Sofia Rossi', 'Mohammed Aslam', 'Dr Peter Novak', 'Aoife Kelly', 'Daniel Osei'],
]

/** The ids by which states and tests name the first of each role. */
export const PRIYA = staffId(0, 0)
/** Of the booking team at Castlemere. */
export const SOFIA = staffId(1, 0)
/** The team leads of Fernhollow and Castlemere. */
export const TOM = staffId(0, 1)
export const MOHAMMED = staffId(1, 1)
/** The administrators of Fernhollow and Castlemere. */
export const LIAM = staffId(0, 3)
export const AOIFE = staffId(1, 3)
/** A clinician at Fernhollow. */
export const GRACE = staffId(0, 2)
/** A clinician at Castlemere. */
export const PETER = staffId(1, 2)
/** The auditors of Fernhollow and Castlemere. */
export const HELEN = staffId(0, 4)
export const DANIEL = staffId(1, 4)
/** The user id of the colleague who has worked on requests. The simulator does not offer to log in as them. */
export const COLLEAGUE = fixedGuid('staff-user', 'colleague')
export const JO = '555900000001'
export const ALEX = '555900000002'

const everyRole: SimulatedStaff[] = trusts.flatMap((trust, place) =>
  STAFF_ROLES.map((role, index) => ({
    id: staffId(place, index),
    name: NAMES[place]?.[index] ?? '',
    interest: '',
    posts: [postAt(trust, role)],
  })),
)

const [fernhollow, castlemere] = trusts as [(typeof trusts)[number], (typeof trusts)[number]]

/** Every role at both trusts, and people with something unusual about them. */
export const demonstrationStaff: readonly SimulatedStaff[] = [
  ...everyRole,
  {
    id: JO,
    name: 'Jo Bright',
    interest: 'has two roles, one at each trust',
    posts: [postAt(fernhollow, 'team-lead'), postAt(castlemere, 'booking-team')],
  },
  { id: ALEX, name: 'Alex Green', interest: 'has no role at all', posts: [] },
  {
    id: '555900000003',
    name: 'Rowan Hill',
    interest: 'works for a trust that is not in the database',
    posts: [postAt({ ods_code: 'ZZ9', name: 'Elsewhere NHS Trust' }, 'booking-team')],
  },
  {
    id: '555900000004',
    name: 'Kit Marsh',
    interest: 'logs in without a second factor, which is not strong enough',
    posts: [postAt(fernhollow, 'booking-team')],
    assurance: 1,
  },
]

function staffId(trust: number, role: number): string {
  return `5550000000${trust + 1}${role}`
}

function postAt(
  { ods_code: odsCode, name }: { ods_code: string; name: string },
  role: StaffRole,
): SimulatedPost {
  return { odsCode, trustName: name, code: CODES[role], roleName: ROLE_NAMES[role] }
}
