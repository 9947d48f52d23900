import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { DefinitionItem } from '../../../../src/features/questionnaires/definition/definition.ts'
import { answer } from '../../../support/form.ts'
import { words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { ANSWERS, answerPages, goOn, someoneAsked } from '../support.ts'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const long: DefinitionItem = { linkId: 'constructor', type: 'text', text: 'Tell us more', maxLength: 10_000 }

test('a text as long as it may be is saved in any script, and a longer one is asked again and not lost', async () => {
  const theirs = await someoneAsked(portal, [long])
  const page = await goOn(theirs.browser, theirs.address)
  for (const written of ['x'.repeat(25_000), '😀'.repeat(10_001)]) {
    const again = await answer(theirs.browser, page, { answer1: written })
    assert.equal(again.status, 400)
    assert.match(words(again.text), /must be 10000 characters or less/)
    assert.ok(again.text.includes(written))
  }
  assert.equal(await goOn(theirs.browser, page, { answer1: '😀'.repeat(10_000) }), `${theirs.address}/check`)
})

test('a page whose link id every object has a property of says nothing of what was saved', async () => {
  for (const linkId of ['constructor', '__proto__', 'toString']) {
    const theirs = await someoneAsked(portal, [{ ...long, linkId }])
    const page = await goOn(theirs.browser, theirs.address)
    assert.doesNotMatch((await theirs.browser.get(page).expect(200)).text, /We have saved/, linkId)
    await answer(theirs.browser, page, { answer1: 'Half', _save: 'Save and carry on' })
    const kept = await theirs.browser.get(page).expect(200)
    assert.match(words(kept.text), /We have saved .* Half /, linkId)
    assert.equal(await goOn(theirs.browser, page, { answer1: 'All of it' }), `${theirs.address}/check`)
    assert.equal(await goOn(theirs.browser, `${theirs.address}/check`), `${theirs.address}/sent`)
  }
})

test('a link id of any length that is imported can be answered', async () => {
  const linkId = '頁'.repeat(255)
  const around = (depth: number): DefinitionItem => ({
    ...{ linkId: `${depth}${linkId.slice(1)}`, type: 'group', text: 'More', repeats: true, required: true },
    item: [depth > 0 ? around(depth - 1) : { ...long, linkId }],
  })
  const theirs = await someoneAsked(portal, [around(2)])
  const page = await goOn(theirs.browser, theirs.address)
  assert.match(await goOn(theirs.browser, page, { answer1: 'Yes' }), /add-another/)
})

test('a fault of a second field leads to that field, which says what is wrong', async () => {
  const asked = await someoneAsked(portal)
  const at = await answerPages(asked.browser, asked.address, ANSWERS.slice(0, 1))
  const unit = await answer(asked.browser, at, { answer1: '11', answer1Unit: '' })
  assert.match(unit.text, /href="#answer1Unit"(.|\n)*id="answer1Unit-error"/)
  assert.match(words(unit.text), /Unit: Weight/)
  await goOn(asked.browser, at, ANSWERS[1])
  const born = await goOn(asked.browser, `${asked.address}/question?number=3`, ANSWERS[2])
  const other = await answer(asked.browser, born, { answer1: 'other' })
  assert.match(other.text, /href="#answer1Other"(.|\n)*id="answer1Other-error"/)
})

test('a page that only shows what is known leads on, and what is known is sent', async () => {
  const known: DefinitionItem = { linkId: 'known', type: 'string', text: 'Your clinic', readOnly: true }
  const items = [
    { ...known, initial: [{ valueString: 'Eyes' }] },
    { ...known, linkId: 'unknown', text: 'Your ward' },
  ]
  const { address, browser, id } = await someoneAsked(portal, items)
  const page = await answerPages(browser, address, [{}, {}])
  assert.equal(page, `${address}/check`)
  await goOn(browser, page)
  const { content } = await portal.database('questionnaire_response').where('questionnaire_id', id).first()
  assert.deepEqual(JSON.parse(content).item, [
    { linkId: 'known', text: 'Your clinic', answer: [{ valueString: 'Eyes' }] },
  ])
})
