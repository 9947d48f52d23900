import assert from 'node:assert/strict'
import { logInLink } from '../../support/page.ts'
import type { Agent, TestPortal } from '../../support/portal.ts'
import { withCookie } from '../../support/session-cookie.ts'

/** The page of each kind of failed log-in, with its status and heading. */
export const PAGE_OF = {
  'consent-not-given': ['no-consent', 403, 'You cannot continue without sharing your information'],
  'single-sign-on-failed': ['problem/nhs-app', 403, 'We could not log you in'],
  'try-again': ['problem/try-again', 503, 'There is a problem with NHS login'],
  'for-someone-else': ['for-someone-else', 403, 'You cannot use this service for someone else yet'],
  'prove-identity': ['problem/prove-identity', 403, 'You need to prove who you are to NHS login'],
  refused: ['problem/refused', 403, 'We could not log you in'],
  'start-again': ['problem/start-again', 403, 'You need to log in again'],
} as const

/** Presses Continue on a log-in page; returns where it redirects, normally to NHS login. */
export async function pressContinue(browser: Agent, address = '/patient-portal/log-in'): Promise<string> {
  const page = await browser.get(address).expect(200)
  const started = await browser.get(logInLink(page.text)).expect(303)
  return String(started.headers.location)
}

/** Opens a page without being logged in and presses Continue; returns the address at NHS login. */
export async function goTo(browser: Agent, address: string): Promise<string> {
  const asked = await browser.get(address).expect(303)
  return pressContinue(browser, String(asked.headers.location))
}

/** Opens the address at NHS login; returns the path and query it redirects back to. */
export async function answerOf(portal: TestPortal, addressThere: string): Promise<string> {
  const { pathname, search } = await portal.nhsLogin.answerTo(addressThere)
  return pathname + search
}

/** Logs in from the portal's log-in page; returns the answer of the callback. */
export async function tryToLogIn(portal: TestPortal, browser: Agent, address?: string) {
  return browser.get(await answerOf(portal, await pressContinue(browser, address)))
}

/** Opens a deep link with a new asserted identity. */
export async function openLink(portal: TestPortal, browser: Agent, address: string, name?: string) {
  const token = await portal.nhsLogin.newAssertedLoginIdentity()
  const separator = address.includes('?') ? '&' : '?'
  return browser.get(`${address}${separator}${name ?? 'assertedLoginIdentity'}=${token}`)
}

/** Opens a deep link and logs in at NHS login; returns the answer of the callback. */
export async function comeFromNhsApp(portal: TestPortal, browser: Agent, address: string) {
  const away = await openLink(portal, browser, address)
  assert.equal(away.status, 303)
  return browser.get(await answerOf(portal, String(away.headers.location)))
}

/** Checks that no stored session has an identity, and that neither this browser nor the cookies give access. */
export async function assertNotLoggedIn(portal: TestPortal, browser: Agent, cookies: string[] = []) {
  const kept: { data: string }[] = await portal.database('session').select('data')
  assert.deepEqual(
    kept.filter(({ data }) => data.includes('identity') || data.includes('patientId')),
    [],
  )
  await browser.get('/patient-portal/appointments').expect(303)
  for (const cookie of cookies) await withCookie(portal, cookie).expect(303)
}
