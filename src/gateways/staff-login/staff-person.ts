import type { IDToken } from 'openid-client'
import { LogInRefused } from '../../shared/errors.ts'
import type { StaffRole } from '../../shared/permissions.ts'
import { CLOCK_TOLERANCE, faultOfTimes } from '../token-times.ts'

/** A role at a trust, which a person may take. */
export interface Post {
  role: StaffRole
  /** In capitals. Whether it is a trust of ours is not checked yet. */
  trustOdsCode: string
}

/** Who logged in, according to the provider. */
export interface StaffPerson {
  /** Their lasting id at the provider, at most 255 characters. Not an e-mail address, which may pass to others. */
  subject: string
  /** At most 200 characters. */
  name: string
  /** The roles that STAFF_LOGIN_ROLES knows. */
  posts: readonly Post[]
  /** The ODS codes of all organisations at which they have a role, known or not. */
  organisations: readonly string[]
}

/** Seconds. Older log-ins show that the provider did not ask for credentials. */
const MAX_LOG_IN_AGE = 5 * 60

const MAX_TOKEN_AGE = 10 * 60
const MAX_NAME = 200

/**
 * Checks the times of an ID token that openid-client does not check. `now` is in seconds since 1970. `authTime`: whether the
 * provider always says when the person entered their credentials. Throws LogInRefused.
 */
export function checkTimes(
  claims: IDToken,
  now: number,
  { authTime }: { authTime: 'always' | 'sometimes' },
): void {
  const fault = faultOfTimes(claims, now, { maxAge: MAX_TOKEN_AGE })
  if (fault) throw refused(fault)
  // Only one audience is accepted, which is our client id.
  if (claims.azp !== undefined && claims.azp !== [claims.aud].flat()[0]) throw refused('authorized-party')
  const at = claims.auth_time
  if (at === undefined && authTime === 'sometimes') return
  const isRecent =
    typeof at === 'number' && at <= now + CLOCK_TOLERANCE && at >= now - MAX_LOG_IN_AGE - CLOCK_TOLERANCE
  if (!isRecent) throw refused('auth-time')
}

export function refused(check: string): LogInRefused {
  return new LogInRefused('refused', `id-token-${check}`)
}

export function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 255
}

/** Without invisible characters. A person without a name is shown as such, and not refused for it. */
export function nameFrom(...candidates: readonly unknown[]): string {
  const names = candidates
    .filter(each => typeof each === 'string')
    .map(each => each.replaceAll(/\p{C}/gu, ' ').normalize().trim())
  return [...(names.find(Boolean) ?? 'Name not given')].slice(0, MAX_NAME / 2).join('')
}

/** In capitals, since SQL Server would find a trust by its code in small letters too. */
export function isOdsCode(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z0-9]{2,12}$/.test(value)
}

export function withoutRepeats(posts: readonly Post[]): Post[] {
  return [...new Map(posts.map(post => [`${post.trustOdsCode} ${post.role}`, post])).values()]
}
