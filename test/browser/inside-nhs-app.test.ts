import assert from 'node:assert/strict'
import { after, type TestContext, test } from 'node:test'
import { someoneLoggedIn } from '../features/appointments/support.ts'
import { hiddenFields } from '../support/page.ts'
import { aPortal } from '../support/portal.ts'
import { until } from '../support/time/until.ts'
import { openLoggedIn, PHONE, passes } from './logged-in.ts'

const APP = { ...PHONE, name: 'in the NHS App', userAgent: 'Mozilla/5.0 nhsapp-ios/2.46.0 model/x' }
const LIST = '/patient-portal/appointments'

const portal = await aPortal()
after(() => portal.close())

const FUNCTIONS = {
  tools: ['logout'],
  navigation: ['goToPage', 'goToHomePage', 'setBackAction', 'clearBackAction', 'openBrowserOverlay'],
  storage: ['addEventToCalendar'],
}

/** The NHS App's script, of which each function does this with its name and what it is given. */
function nhsAppScript(act: string): string {
  const parts = Object.entries(FUNCTIONS).map(([part, names]) => {
    const functions = names.map(name => `${name}: function () { ${act.replaceAll('NAME', `'${name}'`)} }`)
    return `${part}: { ${functions.join(', ')}, AppPage: { GO_BACK: 'goBack' } }`
  })
  return `window.nhsapp = { ${parts.join(', ')} }`
}

const RECORDS = nhsAppScript(
  "if (NAME === 'setBackAction') window.nativeBack = arguments[0]; recorded(NAME, JSON.stringify([].slice.call(arguments)))",
)

/** Somebody in the app, whose script is this, now or later; `undefined` when it does not come. */
async function inApp(t: TestContext, script: string | undefined | Promise<string>) {
  const patient = await someoneLoggedIn(portal)
  const visitor = await openLoggedIn(t, portal, patient.browser, APP)
  const { context, page } = visitor
  const calls: string[] = []
  await context.exposeFunction('recorded', (name: string, values: string) => calls.push(name + values))
  await context.route('https://nhs-app.example/**', async route => {
    const body = await script
    if (body === undefined || !route.request().url().includes('/js/v2/nhsapp.js?v=2026-05-21'))
      await route.abort()
    else await route.fulfill({ contentType: 'text/javascript', body })
  })
  await page.goto(portal.url + patient.address, { waitUntil: 'domcontentloaded' })
  const isCalled = (call: RegExp) => until(`${call} is called`, () => calls.some(each => call.test(each)))
  return { ...patient, calls, isCalled, page, visitor }
}

test('inside the NHS App its own functions are used', async t => {
  const { address, isCalled, page, visitor } = await inApp(t, RECORDS)
  await isCalled(/^setBackAction/)
  await page.getByRole('link', { name: 'Add to calendar' }).click()
  const words =
    'You are booked for a phone call at 10am on Monday 22 June\\. This entry does not change if your appointment changes\\. Check your appointment before the call: '
  await isCalled(
    new RegExp(
      `^addEventToCalendar\\["NHS appointment","${words}[^"]*${address}","By phone",1782118800,1782\\d+\\]$`,
    ),
  )
  await page.evaluate(() => {
    document
      .querySelector('main')
      ?.insertAdjacentHTML('beforeend', '<a id="away" href="https://111.nhs.uk/"><b>111</b></a>')
  })
  await page.locator('#away b').click()
  await isCalled(/^openBrowserOverlay\["https:\/\/111\.nhs\.uk\/"\]$/)
  assert.equal(page.url(), portal.url + address)

  const back = page.waitForURL(portal.url + LIST)
  await page.evaluate(() => (globalThis as unknown as { nativeBack(): void }).nativeBack())
  await back
  await page.goto(`${portal.url}/patient-portal`)
  await page.getByRole('link', { name: 'NHS App' }).click()
  await isCalled(/^goToPage\["goBack"\]$/)
  await page.goto(`${portal.url}/patient-portal/timed-out`)
  await isCalled(/^clearBackAction/)

  await page.goto(portal.url + address)
  await passes(portal, visitor, 10.1)
  await isCalled(/^logout\[\]$/)
  assert.equal(await page.locator('main').isVisible(), false)
  // An app that says it logs out and does not.
  await visitor.context.clock.fastForward(2100)
  await page.waitForURL(/timed-out\?from=nhsApp&to=/)
})

test('when the script of the NHS App comes late, nobody waits for it, and it is used from then on', async t => {
  const late = Promise.withResolvers<string>()
  const { address, calls, isCalled, page } = await inApp(t, late.promise)
  await page.getByRole('link', { name: 'Your appointments' }).click()
  await page.waitForURL(portal.url + LIST, { waitUntil: 'domcontentloaded' })
  await page.goto(portal.url + address, { waitUntil: 'domcontentloaded' })
  assert.deepEqual(calls, [])
  late.resolve(RECORDS)
  await isCalled(/^setBackAction/)
  await page.getByRole('link', { name: 'Add to calendar' }).click()
  await isCalled(/^addEventToCalendar/)
})

for (const [what, script] of Object.entries({
  'lacks its functions': 'window.nhsapp = { navigation: {} }',
  throws: nhsAppScript("throw new Error('no')"),
  'does not come': undefined,
}))
  test(`when the script of the NHS App ${what}, links are links`, async t => {
    const { address, page, visitor } = await inApp(t, script)
    await page.getByRole('link', { name: 'Your appointments' }).click()
    await page.waitForURL(portal.url + LIST)
    await page.goto(portal.url + address)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Add to calendar' }).click()
    assert.equal((await download).suggestedFilename(), 'appointment.ics')
    await passes(portal, visitor, 10.1)
    await page.waitForURL(/timed-out\?from=nhsApp&to=/)
  })

test('outside the NHS App its script is neither loaded nor allowed, and nothing opens a new window anywhere', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  for (const from of ['', '?from=nhsApp']) {
    if (from) await browser.get(address + from).expect(303)
    const { headers, text } = await browser.get(address).expect(200)
    assert.doesNotMatch(text, /nhsapp\.js|nhs-app-/)
    assert.ok(!String(headers['content-security-policy']).includes('nhs-app.example'))
    assert.doesNotMatch(text, /target=|window\.open|print/)
  }
  // On a computer the NHS App has no log-out of ours, and no header: one link remains, for who shares the computer.
  const { text } = await browser.get(address).expect(200)
  assert.doesNotMatch(text, /<header/)
  assert.match(text, /<a href="\/patient-portal\/log-out">Log out<\/a>/)
  const page = await browser.get('/patient-portal/log-out').expect(200)
  await browser.post('/patient-portal/log-out').type('form').send(hiddenFields(page.text)).expect(303)
})

test('the first page leads back to the NHS App, unless the app does that itself', async t => {
  const without = await aPortal({ firstPageBackLink: false })
  t.after(() => without.close())
  for (const [of, links] of [
    [portal, 1],
    [without, 0],
  ] as const) {
    const { address, browser } = await someoneLoggedIn(of)
    browser.set('User-Agent', 'nhsapp-android/2.30.0')
    const first = await browser.get('/patient-portal').expect(200)
    assert.equal(first.text.match(/<a[^>]*href="https:\/\/nhs-app\.example"[^>]*>/g)?.length ?? 0, links)
    const other = await browser.get(address).expect(200)
    assert.match(other.text, /class="nhsuk-back-link"/)
  }
})
