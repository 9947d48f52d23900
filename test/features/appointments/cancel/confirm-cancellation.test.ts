import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fromColumn } from '../../../../src/database/columns.ts'
import { send } from '../../../support/form.ts'
import { heading, pageTitle, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aboutToCancel, everything, someoneLoggedIn } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

test('before cancelling at once a patient reads the consequences', async () => {
  const them = await someoneLoggedIn(portal)
  const untouched = await everything(portal.database)
  await aboutToCancel(them)
  const page = await them.browser.get(`${them.address}/cancel/confirm`).expect(200)
  const text = words(page.text)
  assert.equal(heading(page.text), 'Are you sure you want to cancel?')
  assert.ok(pageTitle(page.text).startsWith('Are you sure you want to cancel? - '))
  assert.ok(text.includes('Cardiology (heart) appointment on Monday 22 June 2026 at 10am.'), text)
  assert.ok(
    text.includes(
      'We will cancel your appointment straight away and offer the time to someone else. You cannot undo this.',
    ),
  )
  assert.ok(text.includes('You may be taken off the waiting list.'))
  assert.match(text, /Your reason: Another reason\. Change your reason/)
  assert.ok(page.text.includes(`<a class="app-screen-only" href="${them.address}/cancel">Change<`))
  assert.ok(text.includes('Cancel appointment Keep my appointment'))
  assert.equal(await everything(portal.database), untouched)
})

test('before asking to cancel a patient reads that it stays booked until the booking team cancels it', async () => {
  const them = await someoneLoggedIn(portal, { trust: { cancel_how: 'request' } })
  await aboutToCancel(them)
  const text = words((await them.browser.get(`${them.address}/cancel/confirm`).expect(200)).text)
  assert.ok(
    text.includes(
      'We will ask the booking team to cancel your appointment. You still have it until they do.',
    ),
  )
  assert.ok(text.includes('Ask to cancel appointment Keep my appointment'))
  assert.ok(!text.includes('straight away'))
})

test('cancelled at once: the PAS has the cancellation and the free time before the patient sees the confirmation', async () => {
  const them = await someoneLoggedIn(portal)
  const sent = await send(
    them.browser,
    `${them.address}/cancel/confirm`,
    await aboutToCancel(them, 'private-care'),
  )
  assert.equal(sent.status, 303)
  assert.equal(sent.headers.location, `${them.address}/cancel/received`)
  const row = await portal.database('appointment').where('id', them.id).first()
  assert.deepEqual(
    [row.status, row.attended, row.cancelled_by, row.cancellation_reason, row.version],
    ['cancelled', '2', 'patient', 'private-care', 2],
  )
  assert.equal(String(fromColumn(row.cancelled_at)), '2026-06-15T09:00:00Z')
  assert.equal((await portal.database('slot').where('id', them.slotId).first()).booked, 0)
})

test('as a request: the appointment keeps its time, and staff see the reason and the deadline', async () => {
  const them = await someoneLoggedIn(portal, { trust: { cancel_how: 'request', promise_working_hours: 12 } })
  await send(
    them.browser,
    `${them.address}/cancel/confirm`,
    await aboutToCancel(them, 'no-transport'),
  ).expect(303)
  const row = await portal.database('appointment').where('id', them.id).first()
  assert.deepEqual([row.status, row.version], ['booked', 2])
  assert.equal((await portal.database('slot').where('id', them.slotId).first()).booked, 1)
  const [request, ...more] = await portal.database('change_request').where('appointment_id', them.id)
  assert.equal(more.length, 0)
  assert.deepEqual([request.kind, request.status, request.reason], ['cancel', 'open', 'no-transport'])
  assert.equal(String(fromColumn(request.requested_at)), '2026-06-15T09:00:00Z')
  assert.equal(String(fromColumn(request.promised_by)), '2026-06-16T11:00:00Z')
})

test('an appointment without a slot in the PAS can be cancelled too', async () => {
  const them = await someoneLoggedIn(portal, { appointment: { slot_id: null } })
  await send(them.browser, `${them.address}/cancel/confirm`, await aboutToCancel(them)).expect(303)
  assert.equal((await portal.database('appointment').where('id', them.id).first()).status, 'cancelled')
})

test('a patient who skips ahead is first asked for the reason', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  await browser.get(`${address}/cancel/confirm`).expect(303).expect('location', `${address}/cancel`)
})

test('a modified form is rejected and cancels nothing', async () => {
  const them = await someoneLoggedIn(portal)
  const form = await aboutToCancel(them)
  const untouched = await everything(portal.database)
  const { seen, ...withoutSeen } = form
  const seenElsewhere = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  for (const fields of [
    withoutSeen,
    { ...form, seen: '' },
    { ...form, seen: `${seen}x` },
    { ...form, seen: String(seen).slice(0, -4) },
    { ...form, seen: [String(seen), String(seen)] },
    { ...form, seen: seenElsewhere(null) },
    { ...form, seen: seenElsewhere({ version: 1 }) },
    { ...form, seen: seenElsewhere([1.5, 'booked', '', 'x', 'y', '', '', '', '']) },
    { ...form, seen: 'A'.repeat(9000) },
    { ...form, seen: '😀\u0000<script>' },
    { ...form, reason: 'nonsense' },
    { ...form, reason: ['other', 'other'] },
    { ...form, id: 'another' },
    { _csrf: String(form._csrf) },
  ]) {
    const page = await send(them.browser, `${them.address}/cancel/confirm`, fields)
    assert.equal(page.status, 400, JSON.stringify(fields))
    assert.equal(heading(page.text), 'There is a problem with this page')
  }
  assert.equal(await everything(portal.database), untouched)
  await send(them.browser, `${them.address}/cancel/confirm`, form).expect(303)
})

test('a patient who waits on the page until it is too late reads the rule, and nothing is cancelled', async () => {
  const them = await someoneLoggedIn(portal, { in: { hours: 24, minutes: 5 } })
  const form = await aboutToCancel(them)
  const untouched = await everything(portal.database)
  portal.clock.pass({ minutes: 6 })
  const refused = await send(them.browser, `${them.address}/cancel/confirm`, form)
  portal.clock.set(MONDAY)
  assert.equal(refused.status, 409)
  assert.ok(words(refused.text).includes("It's too late to cancel online."))
  assert.equal(await everything(portal.database), untouched)
})
