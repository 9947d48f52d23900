import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heading, pageTitle, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { type Arrangement, aRequest, someoneLoggedIn } from '../support.ts'

/** How the page of an appointment shows its status. */
let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

/** The page as this patient sees it. */
async function shown(arrangement: Arrangement = {}) {
  const them = await someoneLoggedIn(portal, arrangement)
  const page = await them.browser.get(them.address).expect(200)
  return { ...them, html: page.text, text: words(page.text) }
}

const staffCancelled = { status: 'cancelled', attended: '4', cancelled_at: '2026-06-14T09:00:00.000' }

for (const [state, changes, title, tag] of [
  ['booked', {}, 'Cardiology appointment', 'Booked'],
  ['attended', { status: 'fulfilled', attended: '5' }, 'Cardiology appointment', 'Attended'],
  ['missed', { status: 'noshow', attended: '3' }, 'Cardiology appointment', 'Missed'],
  [
    'cancelled',
    { ...staffCancelled, cancelled_by: 'hospital' },
    'Cancelled: Cardiology appointment',
    'Cancelled',
  ],
] as const)
  test(`the heading, title and tag of an appointment that is ${state} say so in words`, async () => {
    const { html, text } = await shown({ appointment: changes })
    assert.equal(heading(html), title)
    assert.ok(pageTitle(html).startsWith(`${title} - `))
    assert.ok(text.includes(`${title} ${tag} `), text)
    assert.equal(text.includes('Reschedule appointment'), state === 'booked')
    assert.equal(text.includes('Cancel appointment'), state === 'booked')
  })

test('a cancelled appointment says who cancelled it, and that the patient should not come', async () => {
  const theirs = await shown({ appointment: { ...staffCancelled, cancelled_by: 'hospital' } })
  assert.ok(theirs.text.includes('The hospital cancelled this appointment. Do not come to it.'))
  assert.ok(theirs.text.includes('If you have not heard about another appointment, call the booking team.'))
  const own = await shown({ appointment: { ...staffCancelled, attended: '2', cancelled_by: 'patient' } })
  assert.ok(own.text.includes('You cancelled this appointment. Do not come to it.'))
})

for (const [kind, tag, asked] of [
  ['cancel', 'Pending cancellation', 'you asked us to cancel this appointment.'],
  ['reschedule', 'Pending reschedule', 'you asked us to reschedule this appointment.'],
] as const)
  test(`a pending request is shown instead of the status: ${tag}`, async () => {
    const { address, browser, id } = await shown()
    await aRequest(portal.database, id, kind)
    const page = await browser.get(address).expect(200)
    const text = words(page.text)
    assert.equal(heading(page.text), 'Cardiology appointment')
    assert.ok(text.includes(`Cardiology appointment ${tag} `), text)
    assert.ok(!text.includes('Booked'))
    assert.ok(text.includes(`On Monday 15 June 2026 at 9:30am ${asked}`))
    assert.ok(text.includes('The booking team will answer by Wednesday 17 June 2026 at midday.'))
    assert.ok(text.includes('Until then this appointment is still booked.'))
    assert.ok(!/Reschedule appointment|Cancel appointment/.test(text))
  })

test('a patient whose appointment the hospital cancels while a request is open reads that it is cancelled', async () => {
  const { address, browser, id } = await shown()
  await aRequest(portal.database, id, 'reschedule')
  await portal
    .database('appointment')
    .where({ id })
    .update({ ...staffCancelled, cancelled_by: 'hospital' })
  const page = await browser.get(address).expect(200)
  assert.equal(heading(page.text), 'Cancelled: Cardiology appointment')
  assert.ok(!words(page.text).includes('still booked'))
})

test('a request that the booking team has decided is no longer shown', async () => {
  const { address, browser, id } = await shown()
  await aRequest(portal.database, id, 'cancel')
  await portal
    .database('change_request')
    .where('appointment_id', id)
    .update({ status: 'declined', decided_at: '2026-06-15T08:45:00.000' })
  const text = words((await browser.get(address).expect(200)).text)
  assert.ok(text.includes('Cardiology appointment Booked'))
  assert.ok(text.includes('Cancel appointment'))
})
