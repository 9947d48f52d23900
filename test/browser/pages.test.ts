import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startDemonstration } from '../support/demonstration.ts'
import { openBrowser, press, type Visitor, WAYS } from './browser.ts'
import { openFromNhsApp } from './nhs-app.ts'
import { logInAs } from './nhs-login.ts'
import { hasNoBarriers, sees, wordsOf } from './page-checks.ts'

const PORTAL = '/patient-portal'
const HOME = { title: 'Your next hospital appointment' }
const LIST = { title: 'Your hospital appointments', back: PORTAL }

interface Page {
  title: string
  heading?: string
  back?: string
  status?: number
}

const FOR_ANYONE: Record<string, Page> = {
  [`${PORTAL}/log-in`]: { title: 'Log in to see your hospital appointments' },
  [`${PORTAL}/help/cookies`]: { title: 'Cookies', back: PORTAL },
  [`${PORTAL}/help/accessibility`]: { title: 'Accessibility statement', back: PORTAL },
  [`${PORTAL}/help/privacy`]: { title: 'Privacy', back: PORTAL },
  [`${PORTAL}/help/contact`]: { title: 'Contact us', back: PORTAL },
  [`${PORTAL}/logged-out`]: { title: 'You have logged out' },
  [`${PORTAL}/timed-out`]: { title: 'We have logged you out' },
  [`${PORTAL}/log-in/problem/try-again`]: { title: 'There is a problem with NHS login', status: 503 },
  [`${PORTAL}/no-such-page`]: { title: 'Page not found', status: 404 },
  '/no-such-page': { title: 'Page not found', status: 404 },
}

/** Each has something that strains a page. */
const PATIENTS: Record<string, Record<string, Page>> = {
  'Winston Clarke': {
    [PORTAL]: HOME,
    [`${PORTAL}/appointments`]: LIST,
    [`${PORTAL}/appointments?upcoming=2&past=8`]: LIST,
    [`${PORTAL}/log-out`]: { title: 'Are you sure you want to log out?' },
    [`${PORTAL}/help/contact`]: { title: 'Contact us', back: PORTAL },
    [`${PORTAL}/appointment/somebody-elses`]: { title: 'Page not found', status: 404 },
  },
  'Margaret Evans': {
    [PORTAL]: { title: 'You have no upcoming appointments in this service' },
    [`${PORTAL}/appointments`]: LIST,
  },
  Wilhelmina: { [PORTAL]: HOME, [`${PORTAL}/appointments`]: LIST },
}

const demonstration = await startDemonstration({ after })

// With scripts, and wide, every page is shown in every state by test/accessibility/states.test.ts.
for (const way of WAYS.filter(({ name, scripts }) => !scripts && name.includes('phone'))) {
  test(`anyone can read the pages that are about nobody ${way.name}`, async t => {
    await reads(await openBrowser(t, way), FOR_ANYONE)
  })

  for (const [patient, pages] of Object.entries(PATIENTS))
    test(`${patient} can read every page ${way.name}`, async t => {
      const visitor = await openBrowser(t, way)
      await visitor.page.goto(`${demonstration.url}${PORTAL}/log-in`)
      await press(visitor, 'Continue')
      await logInAs(visitor, patient)
      await reads(visitor, pages)
    })

  test(`a patient with very long names can read an appointment ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    await visitor.page.goto(demonstration.nhsApp)
    await hasNoBarriers(visitor)
    await press(visitor, visitor.page.getByRole('link').filter({ hasText: 'Wilhelmina' }))
    await hasNoBarriers(visitor)
    await press(visitor, visitor.page.locator('main li a').first())
    visitor.insideNhsApp = true
    const heading = await wordsOf(visitor, 'h1')
    assert.ok(heading.length > 200)
    await sees(visitor, `${heading}. …`, { back: `${PORTAL}/appointments` })
    await press(visitor, 'Ask to cancel appointment')
    await sees(visitor, 'Why do you want to cancel?', {
      back: new URL(visitor.page.url()).pathname.slice(0, -7),
    })
  })
}

test('inside the NHS App its own header and footer stand in for ours', async t => {
  for (const phone of ['nhsapp-android/2.46.0']) {
    const viewport = { width: 390, height: 844 }
    const way = { name: phone, scripts: true, viewport, userAgent: `Mozilla/5.0 ${phone}` }
    const visitor = await openBrowser(t, way)
    const { address } = await openFromNhsApp(demonstration, visitor, 'Eleanor Hughes', 'Diabetes appointment')
    await sees(visitor, 'Diabetes appointment. …', { back: demonstration.nhsApp })
    await visitor.page.goto(demonstration.url + address)
    await sees(visitor, 'Diabetes appointment. …', { back: `${PORTAL}/appointments` })
    await visitor.page.goto(demonstration.url + PORTAL)
    await sees(visitor, HOME.title, { back: demonstration.nhsApp })
    await reads(visitor, {
      [`${PORTAL}/appointments`]: LIST,
      [`${PORTAL}/help/contact`]: { title: 'Contact us', back: PORTAL },
      [`${PORTAL}/no-such-page`]: { title: 'Page not found', status: 404 },
    })
    await visitor.page.context().clearCookies()
    await reads(visitor, { [`${PORTAL}/timed-out`]: { title: 'We have logged you out' } })
  }
})

async function reads(visitor: Visitor, pages: Record<string, Page>): Promise<void> {
  for (const [address, { title, ...expected }] of Object.entries(pages)) {
    await visitor.page.goto(demonstration.url + address)
    await sees(visitor, title, expected)
  }
}
