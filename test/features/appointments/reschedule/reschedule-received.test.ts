import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { send } from '../../../support/form.ts'
import { heading, pageTitle, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aboutToAsk, aboutToCancel, aboutToMove, everything, freeSlot, someoneLoggedIn } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

/** A patient who has moved their appointment to Tuesday 23 June. */
async function moved() {
  const them = await someoneLoggedIn(portal)
  const form = await aboutToMove(portal, them, await freeSlot(portal, them, { days: 8 }))
  await send(them.browser, `${them.address}/reschedule/check-new-time`, form).expect(303)
  const { moved_to_id } = await portal.database('appointment').where('id', them.id).first()
  const next = `/patient-portal/appointment/${moved_to_id}`
  return { ...them, form, next, nextId: moved_to_id, received: `${them.address}/reschedule/received` }
}

test('a patient who has moved an appointment sees a confirmation with the new time and the phone number', async () => {
  const { browser, next, received } = await moved()
  const page = await browser.get(received).expect(200)
  const text = words(page.text)
  assert.equal(heading(page.text), 'Appointment rescheduled')
  assert.ok(pageTitle(page.text).startsWith('Appointment rescheduled - '))
  assert.ok(text.includes('Your new appointment Date Tuesday 23 June 2026 Time 10am'), text)
  assert.ok(text.includes('booked. You no longer have the one on Monday 22 June 2026 at 10am.'), text)
  assert.ok(text.includes('01632 960 000 (Monday to Friday, 8am to 6pm)'))
  assert.ok(page.text.includes(`href="${next}"`))
})

test('a patient who has asked for another time reads what happens next and by when', async () => {
  const them = await someoneLoggedIn(portal, {
    trust: { reschedule_how: 'request', promise_working_hours: 2 },
  })
  await send(them.browser, `${them.address}/reschedule/check-request`, await aboutToAsk(them)).expect(303)
  const page = await them.browser.get(`${them.address}/reschedule/received`).expect(200)
  const text = words(page.text)
  assert.equal(heading(page.text), 'We have sent your request to reschedule')
  assert.ok(
    text.includes(
      'Your appointment until you hear from us Date Monday 22 June 2026 Time 10am Appointment type Cardiology',
    ),
  )
  assert.ok(
    text.includes('The booking team will look for a new time and reply by Monday 15 June 2026 at midday.'),
    text,
  )
  assert.ok(text.includes('Keep it unless they give you a new time.'))
  const view = words((await them.browser.get(them.address).expect(200)).text)
  assert.ok(view.includes('Cardiology (heart) appointment Pending reschedule'))
})

test('the page can be opened again, and every page of the journey redirects to it', async () => {
  const { address, browser, received } = await moved()
  const untouched = await everything(portal.database)
  await browser.get(received).expect(200)
  for (const page of ['', '/choose-day', '/choose-time', '/check-new-time', '/days', '/check-request'])
    await browser.get(`${address}/reschedule${page}`).expect(303).expect('location', received)
  assert.equal(await everything(portal.database), untouched)
})

test('cancelling an appointment that was moved redirects to its successor', async () => {
  const { address, browser, next } = await moved()
  await browser.get(address).expect(303).expect('location', next)
  for (const page of ['cancel', 'cancel/confirm', 'cancel/received'])
    assert.match(
      String((await browser.get(`${address}/${page}`).expect(303)).headers.location),
      /appointment\/[^/]+$/,
    )
  await browser.get(`${address}/cancel`).expect('location', next)
})

test('a patient who has moved again never reads that the time in between is booked', async () => {
  const them = await moved()
  const again = { ...them, address: them.next }
  const form = await aboutToMove(portal, again, await freeSlot(portal, them, { days: 9 }))
  await send(them.browser, `${them.next}/reschedule/check-new-time`, form).expect(303)
  await them.browser.get(them.received).expect(303).expect('location', them.next)
  const newest = await them.browser.get(them.next).expect(303)
  const view = words((await them.browser.get(String(newest.headers.location)).expect(200)).text)
  assert.ok(view.includes('Wednesday 24 June 2026'))
})

test('a patient who has cancelled since never reads that the new time is booked', async () => {
  const them = await moved()
  const again = { ...them, address: them.next, id: them.nextId }
  await send(them.browser, `${them.next}/cancel/confirm`, await aboutToCancel(again)).expect(303)
  await them.browser.get(them.received).expect(303).expect('location', them.next)
  assert.equal(
    heading((await them.browser.get(them.next).expect(200)).text),
    'Cancelled: Cardiology (heart) appointment',
  )
})

test('a patient who has not moved an appointment does not see the confirmation', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  await browser.get(`${address}/reschedule/received`).expect(303).expect('location', address)
})
