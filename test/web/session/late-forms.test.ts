import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { byRequest, everything, someoneLoggedIn } from '../../features/appointments/support.ts'
import {
  checked,
  LONG,
  logInAgain,
  SAVED,
  someoneWriting,
  typed,
} from '../../features/appointments/unfinished/unsent.ts'
import { send } from '../../support/form.ts'
import { hiddenFields, words } from '../../support/page.ts'
import { aPortal } from '../../support/portal.ts'

const portal = await aPortal()
after(() => portal.close())

const TIMED_OUT = '/patient-portal/timed-out'
const draftsOf = (patientId: string) => portal.database('draft').where('patient_id', patientId)

test('a form that came too late is kept for its patient, and offered when they have logged in again', async () => {
  const { browser, fields, page, patientId, person } = await someoneWriting(portal)
  const before = await everything(portal.database)
  portal.clock.pass({ minutes: 11 })
  const late = await send(browser, page, { ...fields, datesToAvoid: LONG }).expect(303)
  assert.equal(late.headers.location, `${TIMED_OUT}?kept=yes&to=${encodeURIComponent(page)}`)
  assert.equal((await draftsOf(patientId)).length, 1)
  const again = await logInAgain(portal, browser, person, String(late.headers.location))
  assert.match(again.page, /We have saved what you just sent, but we have not used it yet\./)
  assert.doesNotMatch(again.page, /has not been saved/)
  assert.equal(again.to, page)
  const offered = await browser.get(page).expect(200)
  assert.equal(typed(offered.text), LONG)
  assert.match(words(offered.text), SAVED)
  assert.equal(await everything(portal.database), before)
})

test('the answer to a radio that came too late is offered and not used', async () => {
  const { address, browser, person } = await someoneLoggedIn(portal)
  const fields = hiddenFields((await browser.get(`${address}/cancel`).expect(200)).text)
  portal.clock.pass({ minutes: 11 })
  const late = await send(browser, `${address}/cancel`, { ...fields, reason: 'no-transport' }).expect(303)
  await logInAgain(portal, browser, person, String(late.headers.location))
  assert.match(
    words((await browser.get('/patient-portal')).text),
    /You were cancelling your cardiology \(heart\) appointment/,
  )
  await browser.get(`${address}/cancel/confirm`).expect(303).expect('location', `${address}/cancel`)
  assert.deepEqual(checked((await browser.get(`${address}/cancel`).expect(200)).text), ['no-transport'])
})

test('a different person who logs in on the same browser never sees it', async () => {
  const { browser, fields, page } = await someoneWriting(portal)
  portal.clock.pass({ minutes: 11 })
  const late = await send(browser, page, { ...fields, datesToAvoid: 'my secret' }).expect(303)
  assert.doesNotMatch(late.text + JSON.stringify(late.headers), /secret/)
  const stranger = await someoneLoggedIn(portal, { trust: byRequest })
  const { to } = await logInAgain(portal, browser, stranger.person, String(late.headers.location))
  assert.equal(to, page)
  const seen = [await browser.get(page).expect(404), await browser.get('/patient-portal').expect(200)]
  for (const { text } of seen) assert.doesNotMatch(text, /secret|You were/)
  assert.deepEqual(await draftsOf(stranger.patientId), [])
})

test('a form of one person, sent when another has logged in since, is refused and not kept', async () => {
  const { browser, fields, page, patientId } = await someoneWriting(portal)
  const before = await draftsOf(patientId)
  const stranger = await someoneLoggedIn(portal)
  portal.clock.pass({ minutes: 11 })
  const asked = await browser.get(page).expect(303)
  await logInAgain(portal, browser, stranger.person, String(asked.headers.location))
  await send(browser, page, { ...fields, datesToAvoid: 'mine' }).expect(403)
  assert.deepEqual(await draftsOf(patientId), before)
  assert.deepEqual(await draftsOf(stranger.patientId), [])
})

test('a form of an old tab is kept when the same person has logged in again in another', async () => {
  const { browser, fields, page, person } = await someoneWriting(portal)
  portal.clock.pass({ minutes: 11 })
  const asked = await browser.get(page).expect(303)
  await logInAgain(portal, browser, person, String(asked.headers.location))
  await send(browser, page, { ...fields, datesToAvoid: 'mine' })
    .expect(303)
    .expect('location', page)
  assert.equal(typed((await browser.get(page).expect(200)).text), 'mine')
})

test('no one without the cookie and the seal of the page can leave anything for a patient', async () => {
  const { address, browser, fields, page, patientId } = await someoneWriting(portal)
  const other = await someoneWriting(portal)
  const before = await draftsOf(patientId)
  const mine = { ...fields, datesToAvoid: 'mine' }
  portal.clock.pass({ minutes: 11 })
  // A browser without the cookie, and the browser of another.
  await send(portal.browser(), page, mine).expect(303)
  await send(other.browser, page, mine).expect(303)
  const forged = Buffer.from(JSON.stringify({ patientId })).toString('base64url')
  // One character of its signature is another. The last one would not do: not all of its bits count.
  const altered = String(fields._seal).replace(/.(?=.{21}$)/, letter => (letter === 'A' ? 'B' : 'A'))
  for (const _seal of ['', 'x', forged, String(other.fields._seal), altered])
    await send(browser, page, { ...mine, _seal }).expect(303)
  await send(browser, page, { ...mine, unknown: 'x' }).expect(303)
  // Another patient's appointment, and pages that confirm.
  await send(browser, `${other.address}/reschedule/dates-to-avoid`, mine).expect(303)
  await send(browser, `${address}/cancel/confirm`, { ...fields, reason: 'other', seen: 'x' }).expect(303)
  // Another site.
  await browser.post(page).set('Sec-Fetch-Site', 'cross-site').type('form').send(mine).expect(403)
  assert.deepEqual(await draftsOf(patientId), before)
})

test('a form is kept for a day after its page was shown, and not for a patient who may not use the portal now', async () => {
  const one = await someoneWriting(portal)
  portal.clock.pass({ hours: 24, seconds: 1 })
  await send(one.browser, one.page, { ...one.fields, datesToAvoid: 'mine' }).expect(303)
  const other = await someoneWriting(portal)
  await portal.database('patient').where('id', other.patientId).update({ portal_access: false })
  portal.clock.pass({ minutes: 11 })
  await send(other.browser, other.page, { ...other.fields, datesToAvoid: 'mine' }).expect(303)
  for (const { patientId } of [one, other])
    assert.doesNotMatch(JSON.stringify(await draftsOf(patientId)), /mine/)
})
