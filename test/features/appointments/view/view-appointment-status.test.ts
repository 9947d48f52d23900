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

for (const [state, changes, title, tag, said] of [
  ['booked', {}, 'Cardiology (heart) appointment', 'Booked', 'You are booked for a phone call at '],
  [
    'attended',
    { status: 'fulfilled', attended: '5' },
    'Cardiology (heart) appointment',
    'Attended',
    'You had this appointment at ',
  ],
  [
    'missed',
    { status: 'noshow', attended: '3' },
    'Cardiology (heart) appointment',
    'Missed',
    'You missed this appointment at ',
  ],
  [
    'cancelled',
    { ...staffCancelled, cancelled_by: 'hospital' },
    'Cancelled: Cardiology (heart) appointment',
    'Cancelled',
    'You are not booked. You will not get a phone call. ',
  ],
] as const)
  test(`the heading, title and tag of an appointment that is ${state} say so in words`, async () => {
    const { html, text } = await shown({ appointment: changes })
    assert.equal(heading(html), title)
    assert.ok(pageTitle(html).startsWith(`${title}. ${said}`), pageTitle(html))
    assert.ok(text.includes(`${title} ${tag} ${said}`), text)
    assert.equal(text.includes('Reschedule appointment'), state === 'booked')
    assert.equal(text.includes('Cancel appointment'), state === 'booked')
  })

test('a cancelled appointment says who cancelled it, and that the patient is not booked', async () => {
  const theirs = await shown({ appointment: { ...staffCancelled, cancelled_by: 'hospital' } })
  assert.ok(
    theirs.text.includes(
      'You are not booked. You will not get a phone call. Your hospital cancelled your appointment at',
    ),
  )
  assert.ok(theirs.text.includes('If you have not heard about another appointment, call the booking team.'))
  const own = await shown({ appointment: { ...staffCancelled, attended: '2', cancelled_by: 'patient' } })
  assert.ok(
    own.text.includes('You are not booked. You will not get a phone call. You cancelled your appointment at'),
  )
})

for (const [kind, tag, asked, unless] of [
  ['cancel', 'Pending cancellation', 'You have asked to cancel it.', 'tell you it is cancelled.'],
  ['reschedule', 'Pending reschedule', 'You have asked for a new time.', 'give you a new time.'],
] as const)
  test(`a pending request is shown instead of the status: ${tag}`, async () => {
    const { address, browser, id } = await shown()
    await aRequest(portal.database, id, kind)
    const page = await browser.get(address).expect(200)
    const text = words(page.text)
    assert.equal(heading(page.text), 'Cardiology (heart) appointment')
    assert.ok(text.includes(`Cardiology (heart) appointment ${tag} `), text)
    assert.ok(!text.includes('Booked'))
    assert.ok(
      text.includes(`That is in 7 days. ${asked} Information: You asked on Monday 15 June 2026 at 9:30am.`),
    )
    assert.ok(text.includes('The booking team will reply by Wednesday 17 June 2026 at midday.'))
    assert.ok(text.includes(`This appointment is still booked. Keep it unless they ${unless}`))
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
  assert.equal(heading(page.text), 'Cancelled: Cardiology (heart) appointment')
  const text = words(page.text)
  assert.ok(text.includes('The booking team is looking for a new time for you.'), text)
  assert.ok(!text.includes('still booked'))
})

test('a request that the booking team has decided is no longer shown', async () => {
  const { address, browser, id } = await shown()
  await aRequest(portal.database, id, 'cancel')
  await portal
    .database('change_request')
    .where('appointment_id', id)
    .update({ status: 'declined', decided_at: '2026-06-15T08:45:00.000' })
  const text = words((await browser.get(address).expect(200)).text)
  assert.ok(text.includes('Cardiology (heart) appointment Booked'))
  assert.ok(text.includes('Cancel appointment'))
})
