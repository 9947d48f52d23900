import assert from 'node:assert/strict'
import { aTrust } from './builders.ts'
import { hiddenFields, logInLink } from './page.ts'
import type { Agent, TestPortal } from './portal.ts'
import { roleAt, type TestStaff } from './staff-login/hostile-staff-login.ts'

let people = 0

/** Somebody new, in the booking team of these trusts unless other roles are given. */
export function newStaff(roles: TestStaff['roles']): TestStaff {
  people += 1
  return { id: `55500000${String(people).padStart(4, '0')}`, name: `Robin Staff ${people}`, roles }
}

/** Presses Continue on the log-in page of staff; returns the answer of the callback. */
export async function tryToLogInAsStaff(portal: TestPortal, browser: Agent, address = '/staff/log-in') {
  return browser.get(await callbackFor(portal, browser, address))
}

/** The path and query with which the provider sends this browser back. */
export async function callbackFor(portal: TestPortal, browser: Agent, address = '/staff/log-in') {
  const page = await browser.get(address).expect(200)
  const started = await browser.get(logInLink(page.text)).expect(303)
  const { pathname, search } = await portal.staffLogin.answerTo(String(started.headers.location))
  return pathname + search
}

/** A new member of staff who has logged in, with one role at a trust. `code`: a role of the provider. */
export async function aLoggedInStaffMember(
  portal: TestPortal,
  { code, trust }: { code?: string; trust?: string } = {},
) {
  const trustOdsCode = trust ?? (await aTrust(portal.database))
  const person = newStaff([roleAt(trustOdsCode, code)])
  const browser = portal.browser()
  portal.staffLogin.person = person
  const answer = await tryToLogInAsStaff(portal, browser)
  assert.equal(answer.headers.location, '/staff', answer.text)
  return { browser, person, trustOdsCode }
}

/** The token of the forms of staff, from the one page that always has a form. */
export async function staffFormToken(browser: Agent): Promise<{ _csrf: string }> {
  const { text } = await browser.get('/staff/log-out').expect(200)
  return { _csrf: String(hiddenFields(text)._csrf) }
}
