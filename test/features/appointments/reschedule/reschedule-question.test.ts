import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { answer, answerAndGoOn, type Fields } from '../../../support/form.ts'
import { heading, pageTitle, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aboutToAsk, everything, someoneLoggedIn } from '../support.ts'

/** The four questions of a request for another time. */
let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

const byRequest = { trust: { reschedule_how: 'request' } }
const questions = ['days', 'times', 'dates-to-avoid', 'reason'] as const
const good = { days: 'monday', times: 'morning', 'dates-to-avoid': '', reason: 'ill' }
const field = { days: 'days', times: 'times', 'dates-to-avoid': 'datesToAvoid', reason: 'reason' }

/** A patient who has answered all questions before this one. */
async function atQuestion(page: (typeof questions)[number]) {
  const them = await someoneLoggedIn(portal, byRequest)
  const at = `${them.address}/reschedule`
  for (const earlier of questions.slice(0, questions.indexOf(page)))
    await answer(them.browser, `${at}/${earlier}`, { [field[earlier]]: good[earlier] })
  return { ...them, at, page: `${at}/${page}` }
}

for (const [page, title, back] of [
  ['days', 'Which days suit you?', ''],
  ['times', 'Which times of day suit you?', '/reschedule/days'],
  ['dates-to-avoid', 'Which dates can you not make? (optional)', '/reschedule/times'],
  ['reason', 'Why do you need a different time?', '/reschedule/dates-to-avoid'],
] as const)
  test(`a patient is asked: ${title}`, async () => {
    const { address, browser, page: url } = await atQuestion(page)
    const shown = await browser.get(url).expect(200)
    assert.equal(heading(shown.text), title)
    assert.equal(pageTitle(shown.text), `${title} - Manage your hospital appointments - NHS`)
    assert.match(shown.text, new RegExp(`href="${address}${back}"`))
    assert.ok(words(shown.text).includes('01632 960 000 (Monday to Friday, 8am to 6pm)'))
  })

for (const [page, wrong, message] of [
  [
    'days',
    [{}, { days: '' }, { days: 'someday' }, { days: ['monday', 'x'] }, { days: Array(9).fill('monday') }],
    'Select at least 1 day that suits you',
  ],
  ['times', [{}, { times: 'night' }, { times: ['morning', ''] }], 'Select at least 1 time of day'],
  ['reason', [{}, { reason: 'x' }, { reason: ['ill', 'ill'] }], 'Select why you need a different time'],
  [
    'dates-to-avoid',
    [{ datesToAvoid: 'a'.repeat(501) }, { datesToAvoid: `${'a'.repeat(500)}é  ` }],
    'Dates you cannot make must be 500 characters or less. You have written 501.',
  ],
] satisfies [(typeof questions)[number], Fields[], string][])
  test(`${page}: an error is shown beside the question and above it, and nothing is saved`, async () => {
    const { browser, page: url } = await atQuestion(page)
    const untouched = await everything(portal.database)
    for (const fields of wrong) {
      const again = await answer(browser, url, fields)
      assert.equal(again.status, 400, JSON.stringify(fields))
      assert.ok(pageTitle(again.text).startsWith('Error: '))
      assert.match(again.text, new RegExp(`<a href="#${field[page]}"[^>]*>\\s*${message}\\s*</a>`))
      assert.match(again.text, new RegExp(`id="${field[page]}-error"`))
      assert.match(again.text, new RegExp(`id="${field[page]}"`))
    }
    assert.equal((await browser.get(url).expect(200)).text.includes(' checked'), false)
    assert.equal(await everything(portal.database), untouched)
  })

test('ticked answers are kept when another one is invalid, and when the patient comes back', async () => {
  const { browser, page } = await atQuestion('days')
  const again = await answer(browser, page, { days: ['monday', 'sunday', 'someday'] })
  assert.equal(again.status, 400)
  assert.equal(again.text.match(/ checked/g)?.length, 2)
  await answer(browser, page, { days: ['tuesday', 'friday'] })
  const back = (await browser.get(page).expect(200)).text
  assert.match(back, /value="tuesday" checked/)
  assert.match(back, /value="friday" checked/)
})

test('text that is too long is shown again exactly as typed, and is never run as a script', async () => {
  const { browser, page } = await atQuestion('dates-to-avoid')
  const typed = `<script>alert("x")</script>\n& 😀 '3 to 17 August' </textarea>${'é'.repeat(500)}`
  const again = await answer(browser, page, { datesToAvoid: typed })
  assert.equal(again.status, 400)
  assert.ok(!again.text.includes('<script>alert'))
  const area = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(again.text)?.[1] ?? ''
  assert.equal(
    area
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
    typed,
  )
})

for (const [what, typed, kept] of [
  ['exactly 500 characters', 'a'.repeat(500), 'a'.repeat(500)],
  ['500 characters and spaces round them', `  ${'b'.repeat(500)} \r\n `, 'b'.repeat(500)],
  ['several lines', '3 August\r\n17 August\rno Fridays', '3 August\n17 August\nno Fridays'],
  ['a script', '<script>alert(1)</script>{{ 7 * 7 }}', '<script>alert(1)</script>{{ 7 * 7 }}'],
  ['emoji and other alphabets', '👨‍👩‍👧 на море, ١٥ أغسطس', '👨‍👩‍👧 на море, ١٥ أغسطس'],
  ['characters that cannot be seen', '3\u0000 to\u0007 17\u202e August\ufeff', '3 to 17 August'],
  ['only spaces', ' \t\r\n ', ''],
] as const)
  test(`a patient may type ${what}, and the booking team receives it`, async () => {
    const them = await someoneLoggedIn(portal, byRequest)
    const form = await aboutToAsk(them, { datesToAvoid: typed })
    const check = await them.browser.get(`${them.address}/reschedule/check-request`).expect(200)
    assert.ok(
      words(check.text).includes(
        `Dates you cannot make ${kept.replaceAll(/\s+/g, ' ').trim() || 'None'} Change`,
      ),
    )
    assert.ok(!check.text.includes('<script>alert'))
    const sent = await them.browser.post(`${them.address}/reschedule/check-request`).type('form').send(form)
    assert.equal(sent.status, 303)
    const request = await portal.database('change_request').where('appointment_id', them.id).first()
    assert.equal(request.dates_to_avoid, kept || null)
  })

test('a form with an unknown field is rejected', async () => {
  const { browser, page } = await atQuestion('times')
  const refused = await answer(browser, page, { times: 'morning', slotId: 'x' })
  assert.equal(refused.status, 400)
  assert.equal(heading(refused.text), 'There is a problem with this page')
})

test('a patient who goes back to change one answer returns to the last page', async () => {
  const them = await someoneLoggedIn(portal, byRequest)
  await aboutToAsk(them)
  const at = `${them.address}/reschedule`
  await answerAndGoOn(them.browser, `${at}/times`, { times: ['evening'] }, `${at}/check-request`)
  const check = words((await them.browser.get(`${at}/check-request`).expect(200)).text)
  assert.ok(check.includes('Times that suit you Evening Change'), check)
  assert.ok(check.includes('Days that suit you Monday Change'))
})
