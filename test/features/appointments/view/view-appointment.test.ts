import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { anAppointment, aSite } from '../../../support/builders.ts'
import { whileRefusing } from '../../../support/database/faulty-tables.ts'
import { heading, pageTitle, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { type Arrangement, someoneLoggedIn } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
  await aSite(portal.database, { ods_code: 'RXX01', name: 'Infirmary & Eye Hospital' })
  await portal.database('clinician').insert({ id: clinician, name: "Dr Ann O'Hara", role: 'Cardiologist' })
})

after(() => portal.close())

const clinician = randomUUID()
const atTheHospital = {
  medium: 'FACE_TO_FACE',
  site_ods_code: 'RXX01',
  place: 'Clinic 4, level 2',
  clinician_id: clinician,
}

/** The page as this patient sees it. */
async function shown(arrangement: Arrangement = {}) {
  const them = await someoneLoggedIn(portal, arrangement)
  const page = await them.browser.get(them.address).expect(200)
  return { ...them, html: page.text, text: words(page.text) }
}

test('a patient sees the type, time, place, clinician and phone number', async () => {
  const { html, text } = await shown({
    appointment: atTheHospital,
    clinic: { preparation: 'Bring your tablets & <your> letter.' },
  })
  assert.equal(heading(html), 'Cardiology (heart) appointment')
  assert.equal(
    pageTitle(html),
    'Cardiology (heart) appointment. You are booked to see Dr Ann O&#39;Hara at 10am on Monday 22 June. - Manage your hospital appointments - NHS',
  )
  assert.match(
    text,
    /Trust provides this service\. Cardiology \(heart\) appointment Booked You are booked to see Dr Ann O'Hara at 10am on Monday 22 June \. That is in 7 days\. Date/,
  )
  assert.match(
    text,
    /Date Monday 22 June 2026 Time 10am Location Clinic 4, level 2 Infirmary & Eye Hospital 1 High/,
  )
  assert.match(
    text,
    /Who you will see Dr Ann O'Hara Cardiologist Map and directions to Infirmary & Eye Hospital \(on Google Maps\)/,
  )
  assert.match(text, /How to get ready Bring your tablets & <your> letter\./)
  assert.match(
    text,
    /Contact the booking team at Test Hospitals NHS Trust : Phone: 01632 960 000 \(Monday to Friday, 8am to 6pm\)/,
  )
  assert.match(html, /href="tel:01632960000"/)
  assert.ok(!html.includes('<your>'))
})

test('rescheduling comes before cancelling, each worded for the method the trust uses', async () => {
  const atOnce = await shown()
  assert.match(atOnce.text, / Reschedule appointment Cancel appointment /)
  assert.match(
    atOnce.html,
    new RegExp(`href="${atOnce.address}/reschedule"[\\s\\S]*href="${atOnce.address}/cancel"`),
  )
  const asked = await shown({ trust: { cancel_how: 'request', reschedule_how: 'request' } })
  assert.match(asked.text, / Ask to reschedule appointment Ask to cancel appointment /)
  const mixed = await shown({ trust: { cancel_how: 'request' } })
  assert.match(mixed.text, / Reschedule appointment Ask to cancel appointment /)
})

for (const [medium, where] of [
  ['TELEPHONE', "How By phone. We'll call you"],
  ['VIDEO_CONSULTATION', "How By video. We'll send you a link before your appointment"],
] as const)
  test(`${medium}: no place is shown, even if the PAS has one`, async () => {
    const { html, text } = await shown({ appointment: { ...atTheHospital, medium } })
    assert.ok(text.includes(where))
    for (const place of ['Infirmary', 'High Street', 'Clinic 4', 'Map and directions'])
      assert.ok(!html.includes(place), place)
    assert.ok(text.includes("Dr Ann O'Hara"))
  })

test('times are London time: summer, winter, midday and midnight', async () => {
  for (const [starts, read] of [
    ['2026-07-01T11:00', 'Date Wednesday 1 July 2026 Time midday'],
    ['2026-12-01T12:00', 'Date Tuesday 1 December 2026 Time midday'],
    ['2026-06-30T23:00', 'Date Wednesday 1 July 2026 Time midnight'],
    ['2026-07-01T23:30', 'Date Thursday 2 July 2026 Time 12:30am'],
    ['2026-10-25T01:30', 'Date Sunday 25 October 2026 Time 1:30am'],
  ] as const) {
    const { text } = await shown({
      appointment: { starts_at: `${starts}:00.000`, ends_at: `${starts.slice(0, 14)}59:00.000` },
    })
    assert.ok(text.includes(read), `${starts}: ${text}`)
  }
})

test('a hospital stay shows both dates and the arrival time', async () => {
  const { text } = await shown({
    appointment: {
      encounter_class: 'inpatient',
      starts_at: '2026-06-29T06:30:00.000',
      ends_at: '2026-07-02T17:00:00.000',
    },
  })
  assert.ok(text.includes('Date Monday 29 June 2026 to Thursday 2 July 2026 Time Arrive at 7:30am'), text)
})

test('the link in an old letter leads to the current appointment, however often it was moved', async () => {
  const { address, browser, clinicId, id, patientId } = await shown()
  const when = { now: MONDAY, in: { days: 10 } }
  const newest = await anAppointment(portal.database, patientId, clinicId, when)
  const moved = { status: 'cancelled', cancelled_at: '2026-06-14T09:00:00.000', cancelled_by: 'patient' }
  const between = await anAppointment(portal.database, patientId, clinicId, when, {
    ...moved,
    moved_to_id: newest,
  })
  await portal
    .database('appointment')
    .where({ id })
    .update({ ...moved, moved_to_id: between })
  const first = await browser.get(address).expect(303)
  const second = await browser.get(String(first.headers.location)).expect(303)
  assert.equal(second.headers.location, `/patient-portal/appointment/${newest}`)
  await browser.get(String(second.headers.location)).expect(200)
})

test('a patient cannot see an appointment without logging in', async () => {
  const { address } = await shown()
  await portal
    .browser()
    .get(address)
    .expect(303)
    .expect('location', /^\/patient-portal\/log-in\?to=/)
})

test('with invalid opening hours in the settings, the phone number and the appointment are still shown', async () => {
  for (const wrong of [{ open_days: 'x' }, { opens_at: '9' }, { opens_at: '20:00' }]) {
    const { address, browser } = await someoneLoggedIn(portal, { trust: wrong })
    const text = words((await browser.get(address).expect(200)).text)
    assert.match(text, /Contact the booking team at Test Hospitals NHS Trust : Phone: 01632 960 000 Relay UK/)
    await browser.get('/patient-portal/appointments').expect(200)
  }
})

test('a patient sees the page when the view cannot be reported, and it is reported the next time', async () => {
  const { address, browser, id } = await someoneLoggedIn(portal)
  await browser.get(`${address}?trackingId=${id}`).expect(303)
  await whileRefusing(portal.database, { verb: 'insert', table: 'reporting_event' }, async () => {
    await browser.get(address).expect(200)
    assert.ok(portal.logged.some(line => line.includes('appointment view not reported')))
  })
  for (const _time of ['first', 'second']) await browser.get(address).expect(200)
  const views = portal.database('reporting_event').where({ kind: 'appointment-viewed', appointment_id: id })
  assert.equal((await views).length, 1)
})
