import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { send } from '../../../support/form.ts'
import { heading, pageTitle, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aboutToCancel, everything, someoneLoggedIn } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

async function cancelledBySomeone(arrangement = {}) {
  const them = await someoneLoggedIn(portal, arrangement)
  await send(them.browser, `${them.address}/cancel/confirm`, await aboutToCancel(them)).expect(303)
  const page = await them.browser.get(`${them.address}/cancel/received`).expect(200)
  return { ...them, page: page.text, text: words(page.text) }
}

test('a patient who has cancelled sees a confirmation with the appointment, what happens now and the phone number', async () => {
  const { address, page, text } = await cancelledBySomeone()
  assert.equal(heading(page), 'Appointment cancelled')
  assert.ok(pageTitle(page).startsWith('Appointment cancelled - '))
  assert.ok(
    text.includes(
      'The appointment you cancelled Date Monday 22 June 2026 Time 10am Appointment type Cardiology (heart)',
    ),
    text,
  )
  assert.ok(
    text.includes('What happens now You are not booked. You will not get a phone call. You do not need'),
  )
  assert.ok(text.includes('View this appointment View all appointments'))
  assert.ok(text.includes('you change your mind'))
  assert.ok(text.includes('01632 960 000 (Monday to Friday, 8am to 6pm)'))
  assert.ok(page.includes(`href="${address}"`))
})

test('a patient who has asked to cancel reads what happens next and by when', async () => {
  const { address, browser, page, text } = await cancelledBySomeone({
    trust: { cancel_how: 'request', promise_working_hours: 1 },
  })
  assert.equal(heading(page), 'We have sent your request to cancel')
  assert.ok(
    text.includes(
      'reply by Monday 15 June 2026 at 11am. Until then your appointment is still booked. Keep it unless they tell',
    ),
    text,
  )
  assert.ok(text.includes('Your appointment until you hear from us Date Monday 22 June 2026'), text)
  assert.ok(!text.includes('You are not booked'))
  const view = words((await browser.get(address).expect(200)).text)
  assert.ok(view.includes('Cardiology (heart) appointment Pending cancellation'))
})

test('the page can be opened repeatedly and changes nothing', async () => {
  const { address, browser } = await cancelledBySomeone()
  const untouched = await everything(portal.database)
  await browser.get(`${address}/cancel/received`).expect(200)
  for (const page of ['cancel', 'cancel/confirm'])
    await browser.get(`${address}/${page}`).expect(303).expect('location', `${address}/cancel/received`)
  assert.equal(await everything(portal.database), untouched)
})

test('a patient who has not cancelled does not see the confirmation', async () => {
  const { address, browser, id } = await someoneLoggedIn(portal)
  const received = `${address}/cancel/received`
  await browser.get(received).expect(303).expect('location', address)
  await portal
    .database('appointment')
    .where({ id })
    .update({ status: 'cancelled', cancelled_by: 'hospital', cancelled_at: '2026-06-15T09:00:00.000' })
  await browser.get(received).expect(303).expect('location', address)
})

test('a request that the booking team has declined is no longer shown as pending', async () => {
  const { address, browser, id } = await cancelledBySomeone({ trust: { cancel_how: 'request' } })
  const decided = { status: 'declined', decided_at: '2026-06-15T10:00:00.000' }
  await portal.database('change_request').where('appointment_id', id).update(decided)
  await browser.get(`${address}/cancel/received`).expect(303).expect('location', address)
})
