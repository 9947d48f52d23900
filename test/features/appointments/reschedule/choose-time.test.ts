import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { answer } from '../../../support/form.ts'
import { heading, pageTitle, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { everything, freeSlot, someoneLoggedIn } from '../support.ts'

let portal: TestPortal
const clinician = randomUUID()

before(async () => {
  portal = await aPortal()
  await portal.database('clinician').insert({ id: clinician, name: 'Dr Zoë Ng', role: 'Cardiologist' })
})

after(() => portal.close())

/** A patient who has chosen Tuesday 23 June, with free times at 10am and 11am. */
async function choosingATime() {
  const them = await someoneLoggedIn(portal)
  const ten = await freeSlot(portal, them, { days: 8 }, { clinician_id: clinician })
  const eleven = await freeSlot(portal, them, { days: 8, hours: 1 }, { medium: 'VIDEO_CONSULTATION' })
  await freeSlot(portal, them, { days: 9 })
  await answer(them.browser, `${them.address}/reschedule/choose-day`, { day: '2026-06-23' }).then(answered =>
    assert.equal(answered.status, 303),
  )
  return { ...them, ten, eleven, page: `${them.address}/reschedule/choose-time` }
}

const timesOf = (html: string) => [...html.matchAll(/type="radio" value="([^"]*)"/g)].map(([, slot]) => slot)
const take = (slotId: string) => portal.database('slot').where('id', slotId).update('booked', 1)

test('a patient sees the times of the chosen day, with clinician and medium', async () => {
  const { browser, page, ten, eleven } = await choosingATime()
  const shown = await browser.get(page).expect(200)
  assert.equal(heading(shown.text), 'Choose a time on Tuesday 23 June 2026')
  assert.ok(pageTitle(shown.text).startsWith('Choose a time on Tuesday 23 June 2026 - '))
  assert.deepEqual(timesOf(shown.text), [ten, eleven])
  assert.ok(
    words(shown.text).includes('10am with Dr Zoë Ng by phone 11am by video Continue'),
    words(shown.text),
  )
})

test('who and where are said once when they are the same for all times', async () => {
  const them = await someoneLoggedIn(portal)
  for (const hours of [0, 1]) await freeSlot(portal, them, { days: 8, hours }, { clinician_id: clinician })
  const chosen = await answer(them.browser, `${them.address}/reschedule/choose-day`, { day: '2026-06-23' })
  const shown = await them.browser.get(String(chosen.headers.location)).expect(200)
  const said = 'For your cardiology (heart) appointment with Dr Zoë Ng by phone. 10am 11am Continue'
  assert.ok(words(shown.text).includes(said), words(shown.text))
})

test('a patient who chooses no time, or an invalid one, is asked to select a time', async () => {
  const { browser, page, ten, eleven } = await choosingATime()
  const untouched = await everything(portal.database)
  for (const fields of [{}, { slotId: '' }, { slotId: 'nonsense' }, { slotId: [ten, eleven] }]) {
    const again = await answer(browser, page, fields as Record<string, string>)
    assert.equal(again.status, 400)
    assert.ok(pageTitle(again.text).startsWith('Error: Choose a time on Tuesday 23 June 2026 - '))
    assert.match(again.text, /<a href="#slotId"[^>]*>\s*Select a time\s*<\/a>/)
    assert.deepEqual(timesOf(again.text), [ten, eleven])
  }
  assert.equal(await everything(portal.database), untouched)
})

test('a chosen time is still selected when the patient comes back', async () => {
  const { address, browser, page, eleven } = await choosingATime()
  const chosen = await answer(browser, page, { slotId: eleven })
  assert.equal(chosen.headers.location, `${address}/reschedule/check-new-time`)
  assert.match((await browser.get(page).expect(200)).text, new RegExp(`value="${eleven}" checked`))
})

test('a patient whose chosen time has just been taken sees the times left on that day', async () => {
  const { browser, page, ten, eleven } = await choosingATime()
  await browser.get(page).expect(200)
  await take(ten)
  const csrfPage = await answer(browser, page, { slotId: ten })
  assert.equal(csrfPage.status, 409)
  const text = words(csrfPage.text)
  assert.ok(
    text.includes(
      'That time is no longer free You still have your appointment. Choose from the times that are left.',
    ),
    text,
  )
  assert.deepEqual(timesOf(csrfPage.text), [eleven])
})

test('a patient whose chosen day has no times left sees the days left, and can continue from there', async () => {
  const { address, browser, page, ten, eleven } = await choosingATime()
  await take(ten)
  await take(eleven)
  const gone = await browser.get(page).expect(409)
  const text = words(gone.text)
  assert.ok(
    text.includes(
      'That time is no longer free You still have your appointment. Choose from the days that are left.',
    ),
    text,
  )
  assert.deepEqual(timesOf(gone.text), ['2026-06-24'])
  assert.ok(gone.text.includes(`action="${address}/reschedule/choose-day"`))
})

test('a patient cannot choose a time of another clinic, their current time or an unknown slot', async () => {
  const { browser, page, slotId } = await choosingATime()
  const stranger = await someoneLoggedIn(portal)
  const elsewhere = await freeSlot(portal, stranger, { days: 8 })
  const untouched = await everything(portal.database)
  for (const slot of [elsewhere, slotId, randomUUID()])
    assert.equal((await answer(browser, page, { slotId: slot })).status, 409)
  assert.equal(await everything(portal.database), untouched)
})
