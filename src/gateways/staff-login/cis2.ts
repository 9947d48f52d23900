import type { IDToken } from 'openid-client'
import type { StaffLoginSettings } from './settings.ts'
import {
  checkTimes,
  isIdentifier,
  isOdsCode,
  nameFrom,
  refused,
  type StaffPerson,
  withoutRepeats,
} from './staff-person.ts'

/** Proof of identity that CIS2 demands for a smartcard. */
const IDENTITY_ASSURANCE = 3

/** An entry of `nhsid_nrbac_roles`. */
interface NationalRole {
  org_code: string
  person_roleid: string
  /** Category, group and role: `S8000:G8000:R8008`. */
  role_code: string
}

/**
 * Checks what NHS CIS2 Authentication says beyond OpenID Connect, and reads the person. A role that was selected there is
 * the only one; else all roles count. Throws LogInRefused.
 */
export function personFromCis2(
  claims: IDToken,
  userInfo: Record<string, unknown>,
  { assurance, now, roles: mappings }: Pick<StaffLoginSettings, 'assurance' | 'roles'> & { now: number },
): StaffPerson {
  checkTimes(claims, now, { authTime: 'always' })
  if (!isIdentifier(claims.sub)) throw refused('subject')
  if (userInfo.uid !== undefined && userInfo.uid !== claims.sub) throw refused('user-id')
  // To ask for a level is not enough: the answer says which was reached.
  if (!(levelOf(claims.id_assurance_level) >= IDENTITY_ASSURANCE)) throw refused('identity-assurance-level')
  if (!(levelOf(claims.authentication_assurance_level) >= assurance))
    throw refused('authentication-assurance-level')
  const all = rolesIn(userInfo.nhsid_nrbac_roles)
  const selected = claims.selected_roleid
  const roles = selected === undefined ? all : all.filter(role => role.person_roleid === selected)
  if (selected !== undefined && roles.length === 0) throw refused('selected-role')
  const posts = roles.flatMap(({ org_code: trustOdsCode, role_code: code }) =>
    mappings
      .filter(({ theirs }) => theirs === code || theirs === code.split(':')[2])
      .filter(mapping => mapping.trustOdsCode === undefined || mapping.trustOdsCode === trustOdsCode)
      .map(({ ours: role }) => ({ role, trustOdsCode })),
  )
  return {
    subject: claims.sub,
    name: nameFrom(userInfo.display_name, userInfo.name, claims.name),
    posts: withoutRepeats(posts),
    organisations: [...new Set(roles.map(({ org_code: code }) => code))],
  }
}

/** A whole number, whichever type it comes in; NaN for anything else, which is no level. */
function levelOf(value: unknown): number {
  return (typeof value === 'number' || typeof value === 'string') && /^\d$/.test(String(value))
    ? Number(value)
    : Number.NaN
}

/** A person may have no role at all. Entries that are not as CIS2 describes them count as none. */
function rolesIn(value: unknown): NationalRole[] {
  return Array.isArray(value) ? value.filter(isRole) : []
}

function isRole(value: unknown): value is NationalRole {
  if (typeof value !== 'object' || value === null) return false
  const { org_code: organisation, person_roleid: id, role_code: code } = value as Record<string, unknown>
  return isOdsCode(organisation) && isIdentifier(id) && isIdentifier(code)
}
