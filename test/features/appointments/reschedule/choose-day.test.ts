import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, pageTitle, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { everything, freeSlot, someoneLoggedIn } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

/** A patient who could move their appointment to any of these times, given as durations from now. */
async function withTimes(times: Temporal.DurationLike[], changes = {}) {
  const them = await someoneLoggedIn(portal)
  for (const time of times) await freeSlot(portal, them, time, changes)
  return { ...them, page: `${them.address}/reschedule/choose-day` }
}

const daysOf = (html: string) => [...html.matchAll(/type="radio" value="([^"]*)"/g)].map(([, day]) => day)

test('a patient sees the days with their numbers of free times, soonest first, and reads that they keep their appointment', async () => {
  const { browser, page } = await withTimes([{ days: 9 }, { days: 8 }, { days: 8, hours: 1 }])
  const shown = await browser.get(page).expect(200)
  assert.equal(heading(shown.text), 'Choose a new day')
  assert.ok(pageTitle(shown.text).startsWith('Choose a new day - '))
  assert.deepEqual(daysOf(shown.text), ['2026-06-23', '2026-06-24'])
  const text = words(shown.text)
  assert.ok(
    text.includes(
      'Your cardiology (heart) appointment is on Monday 22 June 2026 at 10am. You keep it until you confirm',
    ),
  )
  assert.ok(
    text.includes(
      'Tuesday 23 June 2026 2 appointment times Wednesday 24 June 2026 1 appointment time Continue',
    ),
    text,
  )
  assert.ok(text.includes('If none of these suit you, call the booking team.'))
})

test('a late evening time belongs to its London date', async () => {
  const { browser, page } = await withTimes([{ days: 8, hours: 14, minutes: 30 }]) // 23:30 UTC
  assert.deepEqual(daysOf((await browser.get(page).expect(200)).text), ['2026-06-24'])
})

test('a patient who chooses no day, or one that is not offered, is asked to select a day', async () => {
  const { browser, page } = await withTimes([{ days: 8 }])
  const untouched = await everything(portal.database)
  for (const fields of [
    {},
    { day: '' },
    { day: '2026-06-29' },
    { day: '2026-02-30' },
    { day: ['2026-06-23', 'x'] },
  ]) {
    const again = await answer(browser, page, fields as Record<string, string>)
    assert.equal(again.status, 400, JSON.stringify(fields))
    assert.ok(pageTitle(again.text).startsWith('Error: Choose a new day - '))
    assert.match(again.text, /<a href="#day"[^>]*>\s*Select a day\s*<\/a>/)
    assert.match(again.text, /id="day-error"/)
    assert.deepEqual(daysOf(again.text), ['2026-06-23'])
  }
  assert.equal(await everything(portal.database), untouched)
})

test('a chosen day is still selected when the patient comes back', async () => {
  const { address, browser, page } = await withTimes([{ days: 8 }, { days: 9 }])
  const chosen = await answer(browser, page, { day: '2026-06-24' })
  assert.equal(chosen.headers.location, `${address}/reschedule/choose-time`)
  assert.match((await browser.get(page).expect(200)).text, /value="2026-06-24" checked/)
})

test('days are shown ten to a page, and a day on a later page can be chosen', async () => {
  const { address, browser, page } = await withTimes(
    Array.from({ length: 23 }, (_, index) => ({ days: 8 + index })),
  )
  const pages = []
  for (let next = page; next; ) {
    const { text } = await browser.get(next).expect(200)
    pages.push(daysOf(text))
    const later = /href="([^"]*choose-day\?after=[^"]*)">See later days/.exec(text)?.[1]
    assert.equal(text.includes('See the first days'), pages.length > 1)
    next = later ?? ''
  }
  assert.deepEqual(
    pages.map(days => days.length),
    [10, 10, 3],
  )
  assert.equal(new Set(pages.flat()).size, 23)

  const third = `${page}?after=${pages[1]?.at(-1)}`
  const form = hiddenFields((await browser.get(third)).text)
  const wrong = await send(browser, third, { ...form, day: 'x' })
  assert.equal(wrong.status, 400)
  assert.deepEqual(daysOf(wrong.text), pages[2], 'the same days again')
  const right = await send(browser, third, { ...form, day: String(pages[2]?.[0]) })
  assert.equal(right.headers.location, `${address}/reschedule/choose-time`)
})

test('an invalid query still shows the days', async () => {
  const { browser, page } = await withTimes([{ days: 8 }])
  for (const query of [
    '?after=',
    '?after=x',
    '?after=1&after=2',
    '?after=2026-99-99',
    '?after[a]=1',
    '?after=%00',
  ]) {
    const shown = await browser.get(`${page}${query}`).expect(200)
    assert.ok(shown.text.includes('See the first days') || daysOf(shown.text).length === 1, query)
  }
})

test('when there is no other time, a patient keeps their appointment and sees the phone number', async () => {
  const { address, browser, page } = await withTimes([])
  const shown = await browser.get(page).expect(200)
  assert.equal(heading(shown.text), 'There are no other times online')
  const text = words(shown.text)
  assert.ok(
    text.includes(
      'You still have your cardiology (heart) appointment on Monday 22 June 2026 at 10am. Nothing has changed.',
    ),
  )
  assert.ok(text.includes('Phone: 01632 960 000 (Monday to Friday, 8am to 6pm)'))
  assert.ok(shown.text.includes(`<a href="${address}">Keep my appointment</a>`))
})
