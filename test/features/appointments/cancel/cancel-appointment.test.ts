import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, pageTitle, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { everything, someone, someoneLoggedIn } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

test('a patient is asked for the reason, and reads that nothing is cancelled yet', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  const page = await browser.get(`${address}/cancel`).expect(200)
  assert.equal(heading(page.text), 'Why are you cancelling?')
  assert.ok(pageTitle(page.text).startsWith('Why are you cancelling? - '))
  const text = words(page.text)
  assert.ok(text.includes('on Monday 22 June 2026 at 10am. We will not cancel it until you confirm'))
  for (const reason of [
    'no longer need',
    'private treatment',
    'cannot make this time',
    'cannot get there',
    'Another reason',
  ])
    assert.ok(text.includes(reason), reason)
  assert.match(page.text, new RegExp(`back-link[^<]*href="${address}"|href="${address}"[^<]*back-link`))
  assert.ok(text.includes('01632 960 000 (Monday to Friday, 8am to 6pm)'))
})

test('a patient who can only ask to cancel reads that nothing is sent yet', async () => {
  const { address, browser } = await someoneLoggedIn(portal, { trust: { cancel_how: 'request' } })
  const page = await browser.get(`${address}/cancel`).expect(200)
  assert.equal(heading(page.text), 'Why do you want to cancel?')
  assert.ok(words(page.text).includes('at 10am. We will not send your request until you confirm'))
})

test('a patient who chooses no reason or an unknown one sees the error beside the question and above it', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  const untouched = await everything(portal.database)
  for (const fields of [{}, { reason: '' }, { reason: 'nonsense' }, { reason: ['other', 'other'] }]) {
    const page = await answer(browser, `${address}/cancel`, fields as Record<string, string>)
    assert.equal(page.status, 400)
    assert.ok(pageTitle(page.text).startsWith('Error: Why are you cancelling? - '))
    assert.match(page.text, /<a href="#reason"[^>]*>\s*Select why you want to cancel\s*<\/a>/)
    assert.match(page.text, /id="reason-error"[\s\S]*Select why you want to cancel/)
    assert.match(page.text, /<input[^>]*id="reason"/)
  }
  assert.equal(await everything(portal.database), untouched)
})

test('a form with an unknown field is rejected', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  for (const extra of [{ status: 'cancelled' }, { 'reason[a]': 'other' }, { constructor: 'x' }]) {
    const page = await answer(browser, `${address}/cancel`, { reason: 'other', ...extra } as Record<
      string,
      string
    >)
    assert.equal(page.status, 400)
    assert.equal(heading(page.text), 'There is a problem with this page')
  }
})

test('the reason is kept until the patient confirms, and nothing is written to the database', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  const untouched = await everything(portal.database)
  const answered = await answer(browser, `${address}/cancel`, { reason: 'no-transport' })
  assert.equal(answered.status, 303)
  assert.equal(answered.headers.location, `${address}/cancel/confirm`)
  const again = await browser.get(`${address}/cancel`).expect(200)
  assert.match(again.text, /value="no-transport" checked/)
  assert.equal(await everything(portal.database), untouched)
})

test('a reason for one appointment is not used for another', async () => {
  const { address, browser, clinicId, patientId } = await someoneLoggedIn(portal)
  const other = await someone(portal)
  await portal
    .database('appointment')
    .where('id', other.id)
    .update({ patient_id: patientId, clinic_id: clinicId })
  await answer(browser, `${address}/cancel`, { reason: 'private-care' })
  assert.ok(!(await browser.get(`${other.address}/cancel`).expect(200)).text.includes('checked'))
  await browser
    .get(`${other.address}/cancel/confirm`)
    .expect(303)
    .expect('location', `${other.address}/cancel`)
})

test('a form that does not come from the page in this browser is refused', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  const untouched = await everything(portal.database)
  for (const _csrf of ['', 'wrong']) {
    const refused = await send(browser, `${address}/cancel`, { reason: 'other', _csrf })
    assert.equal(refused.status, 403)
  }
  const theirs = hiddenFields((await browser.get(`${address}/cancel`)).text)
  const { browser: another } = await someoneLoggedIn(portal)
  assert.equal((await send(another, `${address}/cancel`, { ...theirs, reason: 'other' })).status, 403)
  assert.equal((await everything(portal.database)).includes('cancelled'), untouched.includes('cancelled'))
})

test('a patient cannot cancel without logging in', async () => {
  const { address } = await someone(portal)
  for (const page of ['cancel', 'cancel/confirm', 'cancel/received'])
    await portal
      .browser()
      .get(`${address}/${page}`)
      .expect(303)
      .expect('location', /^\/patient-portal\/log-in\?to=/)
})
