import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import {
  ANSWERS,
  type Asked,
  answerPages,
  goOn,
  revokedByPas,
  sendAnswers,
  someoneAsked,
} from '../support.ts'

let portal: TestPortal
let asked: Asked

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  asked = await someoneAsked(portal)
})

const saved = () => portal.database('questionnaire_answers').where('questionnaire_id', asked.id).first()

test('every question is answered on a page of its own, and what is sent is a response with its audit entry and event', async () => {
  const { address, browser, id, patientId } = asked
  assert.equal(await sendAnswers(browser, address), `${address}/sent`)
  const [row] = await portal.database('questionnaire_response').where('questionnaire_id', id)
  const response = JSON.parse(row.content)
  assert.equal(response.status, 'completed')
  assert.deepEqual(
    response.item.map(({ linkId }: { linkId: string }) => linkId),
    ['smokes', 'measures', 'lives', 'born', 'needs', 'last', 'eaten', 'home', 'clinic', 'pain'],
  )
  assert.deepEqual(response.item[3].answer, [{ valueString: 'Malta' }])
  const audited = portal.database('audit_log').where('patient_id', patientId)
  assert.deepEqual(
    await audited.whereIn('action', ['started-questionnaire', 'completed-questionnaire']).pluck('action'),
    ['started-questionnaire', 'completed-questionnaire'],
  )
  const events = portal.database('outbox').where('subject_id', id).orderBy('subject_version')
  assert.deepEqual(await events.pluck('kind'), [
    'questionnaire-requested',
    'questionnaire-started',
    'questionnaire-completed',
  ])
  assert.equal(await saved(), undefined, 'what was sent is kept once')
})

test('a question is asked because of an answer, and the page says how far the patient is', async () => {
  const { address, browser } = asked
  const page = await answerPages(browser, address, [{ answer2: 'yes' }])
  const { text } = await browser.get(page).expect(200)
  assert.equal(heading(text), 'How many cigarettes do you smoke a day?')
  assert.match(words(text), /Question 2 of about 13/)
})

const FAULTS: [number, Record<string, string | string[]>, RegExp][] = [
  [0, {}, /Select yes or no/],
  [1, { answer1: 'heavy', answer1Unit: '1' }, /Weight: enter a number/],
  [1, { answer1: '', answer1Unit: '1' }, /Weight: enter a number/],
  [3, {}, /Select an option/],
  [3, { answer1: 'other' }, /Enter your answer for “Other”/],
  [5, { answer1Day: '30', answer1Month: '2', answer1Year: '2020' }, /Enter a real date/],
  [5, { answer1Day: '3' }, /Enter a real date/],
  [6, { answer1: '25:00' }, /Enter a time, like 09:30/],
  [7, { answer1: ' ' }, /Enter an answer/],
  [7, { answer1: 'x'.repeat(1001) }, /must be 1000 characters or less. You have written 1001/],
]
for (const [page, fields, fault] of FAULTS)
  test(`page ${page + 1} with ${JSON.stringify(fields).slice(0, 40)} is asked again, with what was entered`, async () => {
    const at = await answerPages(asked.browser, asked.address, ANSWERS.slice(0, page))
    const again = await answer(asked.browser, at, fields)
    assert.equal(again.status, 400)
    assert.match(words(again.text), fault)
    assert.match(again.text, /<title>Error: /)
    const [first] = Object.values(fields)
      .flat()
      .filter(each => each.trim().length > 1)
    if (first) assert.ok(again.text.includes(first.slice(0, 20)))
  })

test('what depends on an answer is kept when that changes, and left out of what is sent', async () => {
  const { address, browser, id } = asked
  const smoker = [{ answer2: 'yes' }, { answer1: '12' }, { answer1: 'Patches' }, ...ANSWERS.slice(1)]
  const check = await answerPages(browser, address, smoker)
  await goOn(browser, `${address}/question?number=1`, { answer2: 'no' })
  const { text } = await browser.get(check).expect(200)
  assert.match(words(text), /What we will not send .*What would help you to stop\? Patches/)
  // Changed back, it is there again.
  await goOn(browser, `${address}/question?number=1`, { answer2: 'yes' })
  assert.match(words((await browser.get(check).expect(200)).text), /Patches Change/)
  await goOn(browser, `${address}/question?number=1`, { answer2: 'no' })
  await goOn(browser, check)
  const [row] = await portal.database('questionnaire_response').where('questionnaire_id', id)
  assert.doesNotMatch(row.content, /Patches|how-many/)
})

test('of two tabs one is told that the other was first, and nothing is lost', async () => {
  const { address, browser } = asked
  const page = await answerPages(browser, address, ANSWERS.slice(0, 7))
  const form = hiddenFields((await browser.get(page).expect(200)).text)
  await goOn(browser, `${address}/question?number=1`, { answer2: 'no' })
  const late = await send(browser, page, { ...form, answer1: 'My neighbour' })
  assert.equal(late.status, 409)
  assert.match(words(late.text), /You answered questions in another window/)
  assert.match(late.text, /value="My neighbour"/)
  // The page that said so can be sent.
  await send(browser, page, { ...hiddenFields(late.text), answer1: 'My neighbour' }).expect(303)
  assert.match((await saved()).answers, /My neighbour/)
})

test('an answer to a question that is not asked any more is shown, and not saved', async () => {
  const { address, browser } = asked
  const page = await answerPages(browser, address, [{ answer2: 'yes' }, { answer1: '12' }])
  const form = hiddenFields((await browser.get(page).expect(200)).text)
  await goOn(browser, `${address}/question?number=1`, { answer2: 'no' })
  const late = await send(browser, page, { ...form, answer1: 'Patches, I think' })
  assert.equal(late.status, 409)
  assert.match(words(late.text), /Your answers have changed .*Patches, I think/)
})

test('what was entered is kept unsent, also when it arrives after the log-out', async () => {
  const { address, browser, person } = asked
  const page = await answerPages(browser, address, ANSWERS.slice(0, 7))
  await answer(browser, page, { answer1: 'My daugh', _save: 'Save and carry on' })
  const kept = await browser.get(page).expect(200)
  assert.match(kept.text, /value="My daugh"/)
  assert.match(words(kept.text), /We have saved what you entered on this page. We will keep it for 6 months/)
  const fields = hiddenFields(kept.text)
  portal.clock.pass({ minutes: 11 })
  await send(browser, page, { ...fields, answer1: 'My daughter Ada' }).expect(303)
  const again = await portal.logIn(person)
  assert.match((await again.get(`${address}/question`).expect(200)).text, /value="My daughter Ada"/)
})

test('a patient carries on in another browser, where they were', async () => {
  const { address, browser, person } = asked
  const page = await answerPages(browser, address, ANSWERS.slice(0, 4))
  const elsewhere = await portal.logIn(person)
  const start = await elsewhere.get(address).expect(200)
  assert.ok(start.text.includes(`href="${page}"`))
})

test('a page further on leads back to the question that is open', async () => {
  const { address, browser } = asked
  const open = await answerPages(browser, address, ANSWERS.slice(0, 2))
  for (const skipped of ['/question?number=9', '/check', '/add-another?number=3', '/get-help-now'])
    assert.equal((await browser.get(address + skipped)).headers.location, open, skipped)
})

test('a questionnaire that the hospital took back meanwhile takes no answer, and shows what was entered', async () => {
  const { address, browser, id } = asked
  const page = await answerPages(browser, address, ANSWERS.slice(0, 7))
  const form = hiddenFields((await browser.get(page).expect(200)).text)
  await revokedByPas(portal, id)
  const late = await send(browser, page, { ...form, answer1: '07700 900 123' })
  assert.equal(late.status, 409)
  assert.match(
    words(late.text),
    /You do not need to answer: Getting ready for your operation .*07700 900 123/,
  )
  assert.equal((await browser.get(page)).headers.location, address)
})
