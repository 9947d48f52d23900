import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { ANSWERS, type Asked, answerPages, goOn, someoneAsked } from '../support.ts'

let portal: TestPortal
let asked: Asked
let list: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  asked = await someoneAsked(portal)
  list = await answerPages(asked.browser, asked.address, ANSWERS.slice(0, 8))
})

async function added(name: string): Promise<void> {
  const { browser } = asked
  const medicine = await goOn(browser, list, { another: 'yes' })
  const daily = await goOn(browser, medicine, { answer1: name })
  list = await goOn(browser, daily, { answer1: 'yes' })
}

test('medicines are added one after the other, and each is named', async () => {
  await added('Aspirin')
  await added('Salbutamol')
  const { text } = await asked.browser.get(list).expect(200)
  assert.match(words(text), /You have added 2: 1\. Aspirin .* 2\. Salbutamol/)
})

test('one is removed, and neither its answers nor its number come back', async () => {
  const { address, browser, id } = asked
  await added('Aspirin')
  await added('Salbutamol')
  await goOn(browser, list, { another: '2' })
  list = `${address}/add-another`
  await added('Codeine')
  const { text } = await browser.get(list).expect(200)
  assert.match(words(text), /You have added 2: 1\. Aspirin .* 2\. Codeine/)
  assert.doesNotMatch(words(text), /Salbutamol/)
  const known = await goOn(browser, list, { another: 'no' })
  const pain = await goOn(browser, known)
  await goOn(browser, pain, { answer1: 'no' })
  const checked = words((await browser.get(`${address}/check`).expect(200)).text)
  assert.doesNotMatch(checked, /Salbutamol|What we will not send/)
  await goOn(browser, `${address}/check`)
  const [row] = await portal.database('questionnaire_response').where('questionnaire_id', id)
  assert.doesNotMatch(row.content, /Salbutamol/)
})

test('without a choice it is asked again', async () => {
  const again = await answer(asked.browser, list)
  assert.equal(again.status, 400)
  assert.match(words(again.text), /Select what you want to do/)
})

test('a tab that is late is told, and adds nothing', async () => {
  const { address, browser } = asked
  const form = hiddenFields((await browser.get(list).expect(200)).text)
  await goOn(browser, `${address}/question?number=1`, { answer2: 'no' })
  const late = await send(browser, list, { ...form, another: 'yes' })
  assert.equal(late.status, 409)
  assert.match(words(late.text), /You have not added anything yet/)
})
