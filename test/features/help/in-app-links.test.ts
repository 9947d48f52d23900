import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as cheerio from 'cheerio'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { type LoggedInPatient, someoneLoggedIn } from '../appointments/support.ts'
import { comeFromNhsApp } from '../log-in/support.ts'

/** Inside the NHS App a page has no footer, and the page that the app opened leads back to the app. */

const APP = 'Mozilla/5.0 nhsapp-ios/2.46.0'
const LIST = '/patient-portal/appointments'
const NHS_APP = { text: 'NHS App', href: 'https://nhs-app.example', goesBack: true }
const ALL = 'All your hospital appointments'
let portal: TestPortal
let withoutBackLink: TestPortal

before(async () => {
  portal = await aPortal()
  withoutBackLink = await aPortal({ firstPageBackLink: false })
})
after(async () => {
  await portal.close()
  await withoutBackLink.close()
})

async function pageInApp({ browser }: Pick<LoggedInPatient, 'browser'>, address: string, agent = APP) {
  const { text } = await browser.get(address).set('User-Agent', agent)
  const $ = cheerio.load(text)
  const back = $('.nhsuk-back-link')
  return {
    text,
    back: back.length
      ? { text: back.text(), href: back.attr('href'), goesBack: back.attr('data-nhs-app') === 'back' }
      : undefined,
    links: $('main a')
      .toArray()
      .map(each => $(each).text()),
    support: $('main nav[aria-label="Support links"] a')
      .toArray()
      .map(each => [$(each).text(), $(each).attr('href')?.replace('/patient-portal/help/', '')]),
  }
}

/** Opens a link of the NHS App in its web view; returns the address of the page that it leads to. */
async function openInApp(on: TestPortal, patient: LoggedInPatient, address: string): Promise<string> {
  on.nhsLogin.person = patient.person
  patient.browser.set('User-Agent', APP)
  return String((await comeFromNhsApp(on, patient.browser, address)).headers.location)
}

test('every page inside the NHS App ends with links for support, and no page in a browser has them twice', async () => {
  const patient = await someoneLoggedIn(portal)
  const addresses = [
    '/patient-portal',
    LIST,
    patient.address,
    `${patient.address}/cancel`,
    '/patient-portal/no-such-page',
    '/patient-portal/help/privacy',
    '/patient-portal/log-in/problem/nhs-app',
  ]
  for (const address of addresses) {
    assert.deepEqual((await pageInApp(patient, address)).support, [
      ['Contact us', 'contact'],
      ['Accessibility statement', 'accessibility'],
      ['Privacy', 'privacy'],
      ['Cookies', 'cookies'],
    ])
    assert.deepEqual((await pageInApp(patient, address, 'Mozilla/5.0')).support, [])
  }
})

test('nothing is added to the page whose words NHS login prescribes', async () => {
  const { links } = await pageInApp({ browser: portal.browser() }, '/patient-portal/log-in/no-consent')
  assert.deepEqual(links, ['111.nhs.uk', '111', '999'])
})

test('the appointment that the NHS App opened leads back to the app, and to all appointments', async () => {
  const patient = await someoneLoggedIn(portal)
  const opened = await openInApp(portal, patient, patient.address)
  const page = await pageInApp(patient, opened)
  assert.deepEqual(page.back, NHS_APP)
  assert.ok(page.links.includes(ALL))
  const list = await pageInApp(patient, LIST)
  assert.equal(list.back?.text, 'Home')
  const again = await pageInApp(patient, patient.address)
  assert.equal(again.back?.text, 'Your appointments', 'from our own list it leads back to the list')
  assert.ok(!again.links.includes(ALL))
})

test('each tab leads back to where it came from, whatever other tabs opened', async () => {
  const patient = await someoneLoggedIn(portal)
  const first = await openInApp(portal, patient, patient.address)
  const second = await openInApp(portal, patient, LIST)
  for (const address of [first, second]) assert.deepEqual((await pageInApp(patient, address)).back, NHS_APP)
  assert.equal((await pageInApp(patient, `${patient.address}/cancel`)).back?.goesBack, false)
})

test('a link without an identity, for a patient who is logged in, is known as one of the app too', async () => {
  const patient = await someoneLoggedIn(portal)
  const { headers } = await patient.browser
    .get(`${patient.address}?from=nhsApp`)
    .set('User-Agent', APP)
    .expect(303)
  assert.deepEqual((await pageInApp(patient, String(headers.location))).back, NHS_APP)
})

test('where the app has a back link of its own, the page it opened has none', async () => {
  const patient = await someoneLoggedIn(withoutBackLink)
  const opened = await openInApp(withoutBackLink, patient, patient.address)
  const page = await pageInApp(patient, opened)
  assert.equal(page.back, undefined)
  assert.ok(page.links.includes(ALL))
  assert.equal((await pageInApp(patient, patient.address)).back?.text, 'Your appointments')
})

test('an old link to an appointment that was moved leads back to the app from the new one', async () => {
  const patient = await someoneLoggedIn(portal)
  const moved = await someoneLoggedIn(portal)
  await portal.database('appointment').where('id', moved.id).update({ patient_id: patient.patientId })
  await portal.database('appointment').where('id', patient.id).update({
    status: 'cancelled',
    cancelled_by: 'patient',
    cancelled_at: '2026-06-15T09:00:00.000',
    moved_to_id: moved.id,
  })
  const opened = await openInApp(portal, patient, patient.address)
  const { headers } = await patient.browser.get(opened).set('User-Agent', APP).expect(303)
  assert.deepEqual((await pageInApp(patient, String(headers.location))).back, NHS_APP)
})

test('in a browser nothing is added to the address, and the mark means nothing', async () => {
  const patient = await someoneLoggedIn(portal)
  portal.nhsLogin.person = patient.person
  const { headers } = await comeFromNhsApp(portal, patient.browser, patient.address)
  assert.equal(headers.location, patient.address)
  const page = await pageInApp(patient, `${patient.address}?opened-by=nhs-app`, 'Mozilla/5.0')
  assert.equal(page.back?.text, 'Your appointments')
})
