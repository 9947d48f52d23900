import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { answerAndGoOn, type Fields, send } from '../../support/form.ts'
import { hiddenFields, pageTitle, words } from '../../support/page.ts'
import { type Agent, aPortal } from '../../support/portal.ts'
import { answerOf } from '../log-in/support.ts'
import { byRequest, dayOf, everything, freeSlot, someoneLoggedIn } from './support.ts'

const portal = await aPortal()
after(() => portal.close())

const SAVED = /We have saved what you entered on this page\. We will keep it for 24 hours/
const LONG = 'I am away '.repeat(60).trim()
const TIMED_OUT = '/patient-portal/timed-out'

/** Someone who is asking for another time and has come to the dates they cannot come. */
async function someoneWriting() {
  const patient = await someoneLoggedIn(portal, { trust: byRequest })
  const at = `${patient.address}/reschedule`
  await answerAndGoOn(patient.browser, `${at}/days`, { days: 'monday' }, `${at}/times`)
  await answerAndGoOn(patient.browser, `${at}/times`, { times: 'morning' }, `${at}/dates-to-avoid`)
  const page = `${at}/dates-to-avoid`
  const { text } = await patient.browser.get(page).expect(200)
  return { ...patient, at, page, text, fields: hiddenFields(text) }
}

const typed = (html: string) => /<textarea[^>]*>([^<]*)</.exec(html)?.[1]
const checked = (html: string) =>
  [...html.matchAll(/value="([^"]*)"[^>]* checked/g)].map(([, value]) => value)
const draftsOf = (patientId: string) => portal.database('draft').where('patient_id', patientId)

/** Follows a redirect to the time-out page and logs in again from there; returns where that leads. */
async function logInAgain(browser: Agent, person: typeof portal.nhsLogin.person, timedOut: string) {
  const page = await browser.get(timedOut).expect(200)
  const logIn = /href="(\/patient-portal\/log-in\?to=[^"]+)"/.exec(page.text)?.[1] ?? ''
  portal.nhsLogin.person = person
  const start =
    /href="(\/patient-portal\/log-in\/start[^"]+)"/.exec((await browser.get(logIn)).text)?.[1] ?? ''
  const away = await browser.get(start).expect(303)
  const back = await browser.get(await answerOf(portal, String(away.headers.location))).expect(303)
  return { page: words(page.text), to: String(back.headers.location) }
}

test('a page that is filled in says how long there is, and does not go away by itself', async () => {
  const { text } = await someoneWriting()
  assert.match(
    text,
    /<noscript><p>You have 10 minutes to answer\. If you need longer, select "Save and carry on" below\./,
  )
  assert.doesNotMatch(text, /http-equiv="refresh"/)
})

test('"Save and carry on" keeps what was typed, gives the same page and 10 more minutes, and checks and confirms nothing', async () => {
  const { at, browser, fields, id, page } = await someoneWriting()
  portal.clock.pass({ minutes: 9, seconds: 59 })
  const before = await everything(portal.database)
  const saved = await send(browser, page, { ...fields, datesToAvoid: LONG, _save: 'yes' })
  assert.deepEqual([saved.status, saved.headers.location], [303, page])
  portal.clock.pass({ minutes: 9, seconds: 59 })
  const again = await browser.get(page).expect(200)
  assert.equal(typed(again.text), LONG)
  assert.match(words(again.text), SAVED)
  assert.match(pageTitle(again.text), /^Saved: Are there dates/)
  // It is still unanswered, and what is too long is refused when it is sent.
  await browser.get(`${at}/reason`).expect(303).expect('location', page)
  await send(browser, page, { ...hiddenFields(again.text), datesToAvoid: LONG }).expect(400)
  await send(browser, page, { ...hiddenFields(again.text), datesToAvoid: 'May' }).expect(303)
  const answered = await browser.get(page).expect(200)
  assert.equal(typed(answered.text), 'May')
  assert.doesNotMatch(words(answered.text), SAVED)
  assert.equal(await everything(portal.database), before, id)
})

test('every question keeps what was chosen, even nothing', async () => {
  const patient = await someoneLoggedIn(portal)
  const { address, browser } = patient
  const slotId = await freeSlot(portal, patient, { days: 14 })
  const day = await dayOf(portal, slotId)
  const save = async (page: string, fields: Fields) => {
    const form = hiddenFields((await browser.get(page).expect(200)).text)
    await send(browser, page, { ...form, ...fields, _save: 'yes' })
      .expect(303)
      .expect('location', page)
    const { text } = await browser.get(page).expect(200)
    assert.match(words(text), SAVED)
    return checked(text)
  }
  assert.deepEqual(await save(`${address}/cancel`, { reason: 'no-transport' }), ['no-transport'])
  await browser.get(`${address}/cancel/confirm`).expect(303).expect('location', `${address}/cancel`)
  assert.deepEqual(await save(`${address}/cancel`, {}), [])
  assert.deepEqual(await save(`${address}/reschedule/choose-day`, { day }), [day])
  await answerAndGoOn(
    browser,
    `${address}/reschedule/choose-day`,
    { day },
    `${address}/reschedule/choose-time`,
  )
  assert.deepEqual(await save(`${address}/reschedule/choose-time`, { slotId }), [slotId])
  await portal.database('slot').where('id', slotId).update({ capacity: 0 })
})

test('several ticks are kept, and what another page kept is not lost by answering this one', async () => {
  const { at, browser, fields, page } = await someoneWriting()
  await send(browser, page, { ...fields, datesToAvoid: 'all of May', _save: 'yes' }).expect(303)
  const days = { ...hiddenFields((await browser.get(`${at}/days`)).text), days: ['monday', 'friday'] }
  await send(browser, `${at}/days`, { ...days, _save: 'yes' }).expect(303)
  const { text } = await browser.get(`${at}/days`).expect(200)
  assert.deepEqual(checked(text), ['monday', 'friday'])
  await send(browser, `${at}/days`, { ...hiddenFields(text), days: 'friday' }).expect(303)
  assert.equal(typed((await browser.get(page).expect(200)).text), 'all of May')
})

test('a form that came too late is kept for its patient, and offered when they have logged in again', async () => {
  const { browser, fields, page, patientId, person } = await someoneWriting()
  const before = await everything(portal.database)
  portal.clock.pass({ minutes: 11 })
  const late = await send(browser, page, { ...fields, datesToAvoid: LONG }).expect(303)
  assert.equal(late.headers.location, `${TIMED_OUT}?to=${encodeURIComponent(page)}&kept=yes`)
  assert.equal((await draftsOf(patientId)).length, 1)
  const again = await logInAgain(browser, person, String(late.headers.location))
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
  await logInAgain(browser, person, String(late.headers.location))
  assert.match(
    words((await browser.get('/patient-portal')).text),
    /You were cancelling your Cardiology appointment/,
  )
  await browser.get(`${address}/cancel/confirm`).expect(303).expect('location', `${address}/cancel`)
  assert.deepEqual(checked((await browser.get(`${address}/cancel`).expect(200)).text), ['no-transport'])
})

test('a different person who logs in on the same browser never sees it', async () => {
  const { browser, fields, page } = await someoneWriting()
  portal.clock.pass({ minutes: 11 })
  const late = await send(browser, page, { ...fields, datesToAvoid: 'my secret' }).expect(303)
  assert.doesNotMatch(late.text + JSON.stringify(late.headers), /secret/)
  const stranger = await someoneLoggedIn(portal, { trust: byRequest })
  const { to } = await logInAgain(browser, stranger.person, String(late.headers.location))
  assert.equal(to, page)
  const seen = [await browser.get(page).expect(404), await browser.get('/patient-portal').expect(200)]
  for (const { text } of seen) assert.doesNotMatch(text, /secret|You were/)
  assert.deepEqual(await draftsOf(stranger.patientId), [])
})

test('a form of one person, sent when another has logged in since, is refused and not kept', async () => {
  const { browser, fields, page, patientId } = await someoneWriting()
  const before = await draftsOf(patientId)
  const stranger = await someoneLoggedIn(portal)
  portal.clock.pass({ minutes: 11 })
  const asked = await browser.get(page).expect(303)
  await logInAgain(browser, stranger.person, String(asked.headers.location))
  await send(browser, page, { ...fields, datesToAvoid: 'mine' }).expect(403)
  assert.deepEqual(await draftsOf(patientId), before)
  assert.deepEqual(await draftsOf(stranger.patientId), [])
})

test('a form of an old tab is kept when the same person has logged in again in another', async () => {
  const { browser, fields, page, person } = await someoneWriting()
  portal.clock.pass({ minutes: 11 })
  const asked = await browser.get(page).expect(303)
  await logInAgain(browser, person, String(asked.headers.location))
  await send(browser, page, { ...fields, datesToAvoid: 'mine' })
    .expect(303)
    .expect('location', page)
  assert.equal(typed((await browser.get(page).expect(200)).text), 'mine')
})

test('no one without the cookie and the seal of the page can leave anything for a patient', async () => {
  const { address, browser, fields, page, patientId } = await someoneWriting()
  const other = await someoneWriting()
  const before = await draftsOf(patientId)
  const mine = { ...fields, datesToAvoid: 'mine' }
  portal.clock.pass({ minutes: 11 })
  // A browser without the cookie, and the browser of another.
  await send(portal.browser(), page, mine).expect(303)
  await send(other.browser, page, mine).expect(303)
  const forged = Buffer.from(JSON.stringify({ patientId })).toString('base64url')
  for (const _seal of ['', 'x', forged, String(other.fields._seal), `${String(fields._seal).slice(0, -2)}AA`])
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
  const one = await someoneWriting()
  portal.clock.pass({ hours: 24, seconds: 1 })
  await send(one.browser, one.page, { ...one.fields, datesToAvoid: 'mine' }).expect(303)
  const other = await someoneWriting()
  await portal.database('patient').where('id', other.patientId).update({ portal_access: false })
  portal.clock.pass({ minutes: 11 })
  await send(other.browser, other.page, { ...other.fields, datesToAvoid: 'mine' }).expect(303)
  for (const { patientId } of [one, other])
    assert.doesNotMatch(JSON.stringify(await draftsOf(patientId)), /mine/)
})

test('pages that confirm cannot be saved', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  await answerAndGoOn(browser, `${address}/cancel`, { reason: 'other' }, `${address}/cancel/confirm`)
  const { text } = await browser.get(`${address}/cancel/confirm`).expect(200)
  assert.doesNotMatch(text, /Save and carry on|_seal/)
  const before = await everything(portal.database)
  await send(browser, `${address}/cancel/confirm`, { ...hiddenFields(text), _save: 'yes' }).expect(400)
  assert.equal(await everything(portal.database), before)
})

test('a saved time that has been taken meanwhile is said to be taken', async () => {
  const patient = await someoneLoggedIn(portal)
  const at = `${patient.address}/reschedule`
  const slots = [
    await freeSlot(portal, patient, { days: 14 }),
    await freeSlot(portal, patient, { days: 14, hours: 1 }),
  ]
  const day = await dayOf(portal, String(slots[0]))
  await answerAndGoOn(patient.browser, `${at}/choose-day`, { day }, `${at}/choose-time`)
  const fields = hiddenFields((await patient.browser.get(`${at}/choose-time`).expect(200)).text)
  await send(patient.browser, `${at}/choose-time`, {
    ...fields,
    slotId: String(slots[0]),
    _save: 'yes',
  }).expect(303)
  await portal.database('slot').where('id', slots[0]).delete()
  const { text } = await patient.browser.get(`${at}/choose-time`).expect(409)
  assert.match(words(text), /That time has just been taken/)
})
