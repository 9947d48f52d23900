import supertest from 'supertest'
import type { Agent, TestPortal } from './portal.ts'

/** The session cookie this browser now sends, as "name=value"; empty when it has none. */
export function cookieOf(browser: Agent, name: 'sid' | 'staff-sid' = 'sid'): string {
  const path = name === 'sid' ? '/' : '/staff'
  const access = { domain: 'localhost', path, secure: false, script: false }
  const cookie = browser.jar.getCookie(name, access as Parameters<typeof browser.jar.getCookie>[1])
  return cookie ? cookie.toValueString() : ''
}

/** Opens a page in a browser that sends just this cookie. */
export function withCookie(portal: TestPortal, cookie: string, address = '/patient-portal/appointments') {
  return supertest(portal.url).get(address).redirects(0).set('Cookie', cookie)
}
