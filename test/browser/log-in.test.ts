import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { appointmentOf, startDemonstration } from '../support/demonstration.ts'
import { openBrowser, press, TWO_WAYS, type Visitor, WAYS } from './browser.ts'
import { logInAs } from './nhs-login.ts'
import { sees, wordsOf } from './page-checks.ts'

const LOG_IN = 'Log in to see your hospital appointments'

const demonstration = await startDemonstration({ after })

for (const way of WAYS) {
  test(`a patient follows a link in a letter, logs in and sees that appointment ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    const address = await appointmentOf(demonstration, '9990000018', 'Cardiology')
    await visitor.page.goto(demonstration.url + address)
    await sees(visitor, LOG_IN)
    await press(visitor, 'Continue')
    assert.equal(await visitor.page.title(), 'Choose who to log in as - Simulated NHS login')
    await logInAs(visitor, 'Amira Shah')
    await sees(visitor, 'Cardiology (heart) appointment. …', { back: '/patient-portal/appointments' })
    assert.equal(visitor.page.url(), demonstration.url + address)
  })
}

for (const way of TWO_WAYS) {
  test(`a log-in that fails ends on a page that says what to do ${way.name}`, async t => {
    for (const [outcome, { title, status, words }] of Object.entries(FAILURES)) {
      const visitor = await openBrowser(t, way)
      await visitor.page.goto(`${demonstration.url}/patient-portal/log-in`)
      await press(visitor, 'Continue')
      await logInAs(visitor, 'Amira Shah', outcome)
      await sees(visitor, title, { status })
      if (words) assert.equal(await wordsOf(visitor), words)
      await isStillOutside(visitor)
    }
  })

  test(`people who cannot be shown anything are told what to do ${way.name}`, async t => {
    const pages = new Set<string>()
    for (const [person, title] of Object.entries(NOT_SHOWN)) {
      const visitor = await openBrowser(t, way)
      await visitor.page.goto(`${demonstration.url}/patient-portal/log-in`)
      await press(visitor, 'Continue')
      await logInAs(visitor, person)
      await sees(visitor, title, { status: 403 })
      pages.add(`${visitor.page.url()} ${await visitor.page.content()}`)
      await isStillOutside(visitor)
    }
    assert.equal(pages.size, 2, 'why the hospital shows nothing cannot be told from page or address')
  })
}

const FAILURES: Record<string, { title: string; status: number; words?: string }> = {
  'consent-not-given': {
    title: 'You cannot continue without sharing your information',
    status: 403,
    // Fixed by NHS login.
    words:
      "You cannot continue without sharing your information The service provider needs your NHS login information to verify your identity. If you need medical help, go to 111.nhs.uk or call 111 or your GP. Call 999 if it's a life-threatening emergency. Close this tab to go back to NHS App.",
  },
  p5: { title: 'You need to prove who you are to NHS login', status: 403 },
  'sso-login-required': { title: 'We could not log you in', status: 403 },
  'server-error': { title: 'There is a problem with NHS login', status: 503 },
  'temporarily-unavailable': { title: 'There is a problem with NHS login', status: 503 },
}

const NOT_SHOWN = {
  'Lily Turner': 'You need to be 16 or over to use this service',
  'Nadia Rahman': 'We cannot show you any appointments online',
  'Oliver Grant': 'We cannot show you any appointments online',
  'Peter Novak': 'We cannot show you any appointments online',
  'Rose Adeyemi': 'We cannot show you any appointments online',
}

/** They are asked to log in, as if they had never tried. */
async function isStillOutside(visitor: Visitor): Promise<void> {
  for (const page of ['/patient-portal', '/patient-portal/appointments']) {
    await visitor.page.goto(demonstration.url + page)
    assert.equal(new URL(visitor.page.url()).pathname, '/patient-portal/log-in')
  }
}
