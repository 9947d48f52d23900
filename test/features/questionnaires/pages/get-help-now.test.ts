import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { heading, words } from '../../../support/page.ts'
import { aPortal } from '../../../support/portal.ts'
import { ANSWERS, answerPages, goOn, someoneAsked } from '../support.ts'

const portal = await aPortal()
after(() => portal.close())

const PAIN = [...ANSWERS.slice(0, -1), { answer1: 'yes' }]

test('a flagged answer is followed at once by what to do now, in the words of the questionnaire', async () => {
  const { address, browser, id } = await someoneAsked(portal)
  const page = await answerPages(browser, address, PAIN)
  assert.equal(page, `${address}/get-help-now`)
  const { text } = await browser.get(page).expect(200)
  assert.equal(heading(text), 'Get help now')
  assert.match(words(text), /Chest pain can be serious/)
  assert.match(text, /href="tel:999"/)
  assert.match(text, /href="https:\/\/111\.nhs\.uk\/"/)
  assert.match(words(text), /No one at the hospital has read your answers yet/)
  assert.ok(text.includes(`href="${address}/check"`))
  assert.deepEqual(await portal.database('task').where('kind', 'flagged-answers'), [], id)
})

test('it comes once for an answer, and not when that is changed', async () => {
  const { address, browser } = await someoneAsked(portal)
  await answerPages(browser, address, PAIN)
  assert.equal(await goOn(browser, `${address}/question?number=8`, { answer1: 'My son' }), `${address}/check`)
  assert.equal(await goOn(browser, `${address}/question?number=11`, { answer1: 'no' }), `${address}/check`)
  assert.equal((await browser.get(`${address}/get-help-now`)).headers.location, `${address}/check`)
})
