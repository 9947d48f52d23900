import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { anAppointment } from '../../support/builders.ts'
import { heading, pageTitle, words } from '../../support/page.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { type Arrangement, aRequest, someoneLoggedIn } from '../appointments/support.ts'

const home = '/patient-portal'
let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

async function atHome(arrangement: Arrangement = {}) {
  const them = await someoneLoggedIn(portal, arrangement)
  return { ...them, text: words((await them.browser.get(home).expect(200)).text) }
}

test('a patient sees their next appointment, and a link to all appointments', async () => {
  const { address, browser, clinicId, patientId } = await someoneLoggedIn(portal)
  const now = portal.clock.now()
  await anAppointment(portal.database, patientId, clinicId, { now, in: { days: 20 } }, { title: 'Later' })
  await anAppointment(portal.database, patientId, clinicId, { now, in: { days: -2 } }, { title: 'Earlier' })
  const page = await browser.get(home).expect(200)
  assert.equal(heading(page.text), 'Your next hospital appointment')
  assert.equal(
    pageTitle(page.text),
    'Your next hospital appointment - Manage your hospital appointments - NHS',
  )
  assert.match(
    words(page.text),
    /Booked Cardiology \(heart\) appointment You are booked for a phone call at 10am on Monday 22 June \. That is in 7 days\. By phone/,
  )
  assert.ok(page.text.includes(`href="${address}"`))
  assert.ok(page.text.includes('<a href="/patient-portal/appointments">View all your appointments</a>'))
  assert.ok(!/Later|Earlier/.test(page.text))
})

test('a patient without upcoming appointments reads that there are none', async () => {
  for (const appointment of [
    { hidden: true },
    { holding: true },
    { status: 'cancelled', cancelled_at: '2026-06-14T09:00:00.000', cancelled_by: 'hospital' },
    { status: 'fulfilled' },
  ]) {
    const { text } = await atHome({ appointment })
    assert.ok(text.includes('You have no upcoming appointments in this service'), text)
    assert.ok(!text.includes('Cardiology'))
  }
  assert.ok((await atHome({ in: { days: -1 } })).text.includes('You have no upcoming'))
})

test('an appointment that has begun is still the next one', async () => {
  assert.ok(
    (await atHome({ in: { minutes: -29 } })).text.includes('was due to start at 9:31am on Monday 15 June'),
  )
})

test('a pending request is shown instead of the status', async () => {
  const { browser, id } = await someoneLoggedIn(portal)
  await aRequest(portal.database, id, 'reschedule')
  const text = words((await browser.get(home).expect(200)).text)
  assert.ok(text.includes('Pending reschedule Cardiology (heart) appointment'), text)
})

test('a patient cannot see the home page without logging in', async () => {
  await portal.browser().get(home).expect(303).expect('location', '/patient-portal/log-in')
})
