import { formToken } from '../../support/form.ts'
import { aLoggedInPatient } from '../../support/person.ts'
import { openPage, type RouteFixtures } from '../../support/routes/fixture.ts'

/** What the NHS App adds to any address. */
const DEEP_LINK = ['from', 'assertedLoginIdentity', 'trackingId', 'extSystemName']

export const routeFixtures: RouteFixtures = {
  '/log-in': { ...openPage, query: ['to', ...DEEP_LINK] },
  '/log-in/start': { ...openPage, answer: '>nhs-login', query: ['to'] },
  '/log-in/callback': {
    ...openPage,
    answer: '>start-again',
    query: ['state', 'code', 'error', 'error_description'],
  },
  '/log-in/cookies-needed': { ...openPage, answer: 403 },
  '/log-in/no-consent': { ...openPage, answer: 403 },
  '/log-in/problem/:problem': { ...openPage, answer: 403, params: { problem: 'refused' } },
  '/nhs-login-settings': { group: 'patient', answer: '>nhs-login', example: aLoggedInPatient },
  '/log-in/cannot-show': { ...openPage, answer: 403 },
  '/log-in/for-someone-else': { ...openPage, answer: 403 },
  '/log-in/under-16': { ...openPage, answer: 403 },
  '/log-out': {
    ...openPage,
    example: aLoggedInPatient,
    form: { answer: '>logged-out', readsOnlyToken: true },
  },
  '/logged-out': openPage,
  '/stay-logged-in': {
    ...openPage,
    kind: 'json',
    example: aLoggedInPatient,
    // A script sends this form with the token of its page.
    form: { answer: 200, fields: ({ browser }) => formToken(browser) },
  },
  '/still-there': {
    ...openPage,
    example: aLoggedInPatient,
    form: { answer: '>patient-portal' },
  },
  '/timed-out': openPage,
}
