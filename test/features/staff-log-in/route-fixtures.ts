import { aTrust } from '../../support/builders.ts'
import type { TestPortal } from '../../support/portal.ts'
import { openPage, type RouteFixture, type RouteFixtures } from '../../support/routes/fixture.ts'
import { aLoggedInStaffMember, newStaff, staffFormToken, tryToLogInAsStaff } from '../../support/staff.ts'
import { roleAt } from '../../support/staff-login/hostile-staff-login.ts'

const open: RouteFixture = { ...openPage, group: 'staff-open' }

/** Somebody with two roles who has not chosen one. */
export async function aStaffMemberToChoose(portal: TestPortal) {
  const [one, another] = [await aTrust(portal.database), await aTrust(portal.database)]
  const browser = portal.browser()
  portal.staffLogin.person = newStaff([roleAt(one), roleAt(another, 'S1:G1:R8010')])
  const answer = await tryToLogInAsStaff(portal, browser)
  return { browser, answer, trusts: [one, another] as const }
}

export const staffRouteFixtures: RouteFixtures = {
  '/': { group: 'staff', example: aLoggedInStaffMember },
  '/log-in': { ...open, query: ['to'] },
  '/log-in/start': { ...open, answer: '>authorize', query: ['to'] },
  '/log-in/callback': {
    ...open,
    answer: '>start-again',
    query: ['state', 'code', 'error', 'error_description'],
  },
  '/log-in/problem/:problem': { ...open, answer: 403, params: { problem: 'refused' } },
  '/choose-role': {
    ...open,
    example: aStaffMemberToChoose,
    form: { answer: '>staff', fields: () => ({ role: '1' }) },
  },
  '/log-out': {
    ...open,
    example: aLoggedInStaffMember,
    form: { answer: '>logged-out', readsOnlyToken: true },
  },
  '/logged-out': open,
  '/stay-logged-in': {
    ...open,
    kind: 'json',
    example: aLoggedInStaffMember,
    // A script sends this form with the token of its page.
    form: { answer: 200, fields: ({ browser }) => staffFormToken(browser) },
  },
  '/timed-out': open,
}
