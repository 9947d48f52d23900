import type { Request } from 'express'

/*
 * Patients and staff have sessions of their own: another cookie, which is sent to other addresses, and another place in
 * the store. So no session of one kind is ever found by the cookie of the other.
 */
export type Area = 'patient' | 'staff'

interface AreaCookies {
  path: '/' | '/staff'
  session: string
  /** The beginning of the names of the cookies of log-ins that were started. */
  attempt: string
  /** Browsers refuse a cookie with this prefix that is not as it promises. `__Host-` demands the path `/`. */
  prefix: '__Host-' | '__Secure-'
}

export const COOKIES: Readonly<Record<Area, AreaCookies>> = {
  patient: { path: '/', session: 'sid', attempt: 'log-in-', prefix: '__Host-' },
  staff: { path: '/staff', session: 'staff-sid', attempt: 'staff-log-in-', prefix: '__Secure-' },
}

/** The area of the session of a request, by where its cookie is sent. */
export function areaOf({ session }: Request): Area {
  return session.cookie.path === COOKIES.staff.path ? 'staff' : 'patient'
}
