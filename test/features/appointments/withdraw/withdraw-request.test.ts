import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aRequest, everything, someoneLoggedIn } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

async function whoAsked(kind: 'cancel' | 'reschedule') {
  const them = await someoneLoggedIn(portal)
  await aRequest(portal.database, them.id, kind)
  const page = `${them.address}/withdraw-request`
  return { ...them, page, request: () => portal.database('change_request').where('appointment_id', them.id) }
}

for (const [kind, title, not] of [
  ['cancel', 'Do you want to withdraw your request to cancel?', 'they will not cancel this appointment.'],
  [
    'reschedule',
    'Do you want to withdraw your request for another time?',
    'they will not look for another time.',
  ],
] as const)
  test(`a patient reads what withdrawing a request means: ${title}`, async () => {
    const { browser, page } = await whoAsked(kind)
    const untouched = await everything(portal.database)
    const { text } = await browser.get(page).expect(200)
    assert.equal(heading(text), title)
    assert.ok(words(text).includes('You asked the booking team on Monday 15 June 2026 at 9:30am.'))
    assert.ok(words(text).includes(`If you withdraw your request, ${not} You keep this appointment:`))
    assert.equal(await everything(portal.database), untouched)
  })

test('a request that is withdrawn is closed, and the form may be sent again', async () => {
  const { address, browser, page, patientId, request } = await whoAsked('cancel')
  const form = hiddenFields((await browser.get(page).expect(200)).text)
  for (const _again of [1, 2])
    await send(browser, page, form).expect(303).expect('location', `${address}/request-withdrawn`)
  const rows = await request()
  assert.deepEqual(
    rows.map(({ status }) => status),
    ['withdrawn'],
  )
  const audited = await portal
    .database('audit_log')
    .where({ patient_id: patientId, action: 'withdrew-request' })
  assert.deepEqual(
    audited.map(entry => [entry.actor, entry.subject_id]),
    [['patient', rows[0].id]],
  )
  await browser.get(page).expect(303).expect('location', `${address}/request-withdrawn`)
  assert.match(
    words((await browser.get(address).expect(200)).text),
    /Cardiology \(heart\) appointment Booked/,
  )
})

test('a request that was answered meanwhile is not withdrawn, and the patient is told', async () => {
  const { address, browser, page, request } = await whoAsked('reschedule')
  const form = hiddenFields((await browser.get(page).expect(200)).text)
  await request().update({ status: 'declined', decided_at: '2026-06-15T08:45:00.000' })
  const untouched = await everything(portal.database)
  const { text } = await send(browser, page, form).expect(409)
  assert.equal(heading(text), 'You cannot withdraw your request now')
  assert.ok(words(text).includes('Your request ended while you were looking at this page.'))
  assert.equal(await everything(portal.database), untouched)
  await browser.get(page).expect(303).expect('location', address)
})

test('without a request there is nothing to withdraw', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  const page = `${address}/withdraw-request`
  await browser.get(page).expect(303).expect('location', address)
})

test('a request of another patient cannot be withdrawn, by its address or by its id', async () => {
  const theirs = await whoAsked('cancel')
  const mine = await whoAsked('cancel')
  const form = hiddenFields((await mine.browser.get(mine.page).expect(200)).text)
  const [other] = await theirs.request()
  await send(mine.browser, theirs.page, form).expect(404)
  await send(mine.browser, mine.page, { ...form, requestId: other.id }).expect(404)
  await send(mine.browser, mine.page, { ...form, requestId: '' }).expect(404)
  await send(mine.browser, mine.page, { ...form, requestId: 'x'.repeat(37) }).expect(400)
  await send(mine.browser, mine.page, { ...form, reason: 'other' }).expect(400)
  const { _csrf, ...withoutToken } = form
  await send(mine.browser, mine.page, withoutToken).expect(403)
  assert.deepEqual(
    [...(await theirs.request()), ...(await mine.request())].map(({ status }) => status),
    ['open', 'open'],
  )
})
