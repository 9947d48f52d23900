import type { IDToken } from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import type { StaffLoginSettings } from './settings.ts'
import {
  checkTimes,
  isIdentifier,
  nameFrom,
  refused,
  type StaffPerson,
  withoutRepeats,
} from './staff-person.ts'

/**
 * Reads a person from an ID token of Microsoft Entra ID. They are known by tenant and object id: `sub` changes with the
 * registration of the app, and names and e-mail addresses may pass to others. How they logged in is a matter of the
 * tenant's Conditional Access. Throws LogInRefused.
 */
export function personFromEntra(
  claims: IDToken,
  { roles: mappings, tenant, now }: Pick<StaffLoginSettings, 'roles'> & { tenant: string; now: number },
): StaffPerson {
  checkTimes(claims, now, { authTime: 'sometimes' })
  const { tid, oid, name } = claims
  if (tid !== tenant) throw refused('tenant')
  if (!isIdentifier(oid)) throw refused('object-id')
  // Instead of too many groups there is only a pointer to them. Roles that come by groups may then be missing.
  if (hasTooManyGroups(claims)) throw new LogInRefused('refused', 'id-token-groups-overage')
  const roles: unknown[] = Array.isArray(claims.roles) ? claims.roles : []
  const posts = mappings.flatMap(({ theirs, ours: role, trustOdsCode }) =>
    trustOdsCode !== undefined && roles.includes(theirs) ? [{ role, trustOdsCode }] : [],
  )
  return {
    subject: `${tenant} ${oid}`,
    name: nameFrom(name),
    posts: withoutRepeats(posts),
    organisations: [...new Set(posts.map(({ trustOdsCode }) => trustOdsCode))],
  }
}

function hasTooManyGroups({ _claim_names: names, hasgroups }: IDToken): boolean {
  return Boolean(hasgroups) || (typeof names === 'object' && names !== null && 'groups' in names)
}
