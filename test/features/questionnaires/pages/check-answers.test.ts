import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { ANSWERS, answerPages, goOn, someoneAsked } from '../support.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

test('every answer is shown with a link to change it', async () => {
  const { address, browser } = await someoneAsked(portal)
  const check = await answerPages(browser, address, ANSWERS)
  assert.equal(check, `${address}/check`)
  const { text } = await browser.get(check).expect(200)
  assert.match(words(text), /Weight 72\.5 kg Change .*Where were you born\? Malta Change/)
  assert.match(words(text), /If this is wrong, what is right\? No answer Change/)
  assert.ok(text.includes(`href="${address}/question?number=2"`))
})

test('however often the form is sent, the answers are sent once', async () => {
  const { address, browser, id } = await someoneAsked(portal)
  const check = await answerPages(browser, address, ANSWERS)
  const form = hiddenFields((await browser.get(check).expect(200)).text)
  const sent = await Promise.all([1, 2, 3].map(() => send(browser, check, form)))
  assert.deepEqual(
    sent.map(({ headers }) => headers.location),
    Array(3).fill(`${address}/sent`),
  )
  assert.equal((await portal.database('questionnaire_response').where('questionnaire_id', id)).length, 1)
  const events = portal.database('outbox').where({ subject_id: id, kind: 'questionnaire-completed' })
  assert.equal((await events).length, 1)
})

test('what was changed in another tab is not sent unseen', async () => {
  const { address, browser, id } = await someoneAsked(portal)
  const check = await answerPages(browser, address, ANSWERS)
  const form = hiddenFields((await browser.get(check).expect(200)).text)
  await goOn(browser, `${address}/question?number=8`, { answer1: 'My brother' })
  const late = await send(browser, check, form)
  assert.equal(late.status, 409)
  assert.match(words(late.text), /Your answers were changed in another window .*My brother/)
  assert.deepEqual(await portal.database('questionnaire_response').where('questionnaire_id', id), [])
  // An answer that opens another question leads there.
  const again = hiddenFields(late.text)
  await goOn(browser, `${address}/question?number=1`, { answer2: 'yes' })
  const open = await send(browser, check, again)
  assert.equal(open.headers.location, `${address}/question?number=2`)
})

test('a questionnaire that ran out while it was answered is not sent', async () => {
  const { address, browser, id } = await someoneAsked(portal)
  const check = await answerPages(browser, address, ANSWERS)
  const form = hiddenFields((await browser.get(check).expect(200)).text)
  await portal.database('questionnaire').where({ id }).update({ expires_at: '2026-06-01T00:00:00.000' })
  const late = await send(browser, check, form)
  assert.equal(late.status, 409)
  assert.match(words(late.text), /It is too late to answer: Getting ready for your operation/)
})
