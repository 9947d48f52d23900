import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aContent } from '../support.ts'
import { anAdministrator, FILLED_IN, RULES, type RulesAtWork, rulesAtWork } from './support.ts'

let portal: TestPortal
let my: RulesAtWork
let id: string
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  my = await rulesAtWork(portal)
  const { clinicId } = my.at.team
  const conditions = { clinicIds: [clinicId], media: ['TELEPHONE'], withinDays: 0, reasons: ['ill'] }
  id = await my.at.on('asked-to-move', aContent('Late', conditions, { urgent: true, note: 'Ring' }))
  address = `${RULES}/${id}/change`
})

const rule = () => my.at.rules.find(my.at.ada, id)

test('the form holds the rule as it is, and saves its next version', async () => {
  const page = await my.ada.get(address).expect(200)
  assert.match(page.text, /value="Late"/)
  for (const value of [my.at.team.clinicId, 'TELEPHONE', 'ill', 'yes'])
    assert.match(page.text, new RegExp(`value="${value}" checked`), value)
  assert.match(page.text, /name="days"[^>]* value="0"/)
  assert.match(words(page.text), /The rule is on/)
  const saved = await send(my.ada, address, { ...hiddenFields(page.text), ...FILLED_IN })
  assert.deepEqual([saved.status, saved.headers.location], [303, `${RULES}/${id}`])
  const { name, version, conditions, actions, onSince } = await rule()
  assert.deepEqual(
    [name, version, conditions, actions],
    [
      'Short notice',
      3,
      { clinicIds: [], media: [], withinDays: null, reasons: [] },
      { assignee: null, urgent: false, note: 'Ring the patient' },
    ],
  )
  assert.notEqual(onSince, null)
})

test('an administrator who is second is told so, keeps what was entered, and can go on', async () => {
  const page = await my.ada.get(address).expect(200)
  const bo = (await anAdministrator(portal, my.at)).browser
  await answer(bo, address, { ...FILLED_IN, name: 'By Bo' })
  const late = await send(my.ada, address, { ...hiddenFields(page.text), ...FILLED_IN, name: 'By Ada' })
  assert.equal(late.status, 409)
  assert.match(words(late.text), /A colleague has changed this rule since you opened it/)
  assert.match(late.text, /value="By Ada"/)
  assert.equal((await rule()).name, 'By Bo')
  await send(my.ada, address, { ...hiddenFields(late.text), ...FILLED_IN, name: 'By Ada' }).expect(303)
  assert.equal((await rule()).name, 'By Ada')
})

test('what is wrong is said, and more time keeps what was entered', async () => {
  const wrong = await answer(my.ada, address, { ...FILLED_IN, days: 'two', reasons: 'private-care' })
  assert.equal(wrong.status, 400)
  assert.match(
    words(wrong.text),
    /The number of days must be a whole number.* Select reasons that patients can give/,
  )
  assert.ok(wrong.text.includes('value="two"'))
  const none = await answer(my.ada, address, { ...FILLED_IN, note: '' })
  assert.match(words(none.text), /Choose at least one thing/)
  const more = await answer(my.ada, address, { ...FILLED_IN, days: 'two', _save: 'Give me more time' })
  assert.match(words(more.text), /You have more time/)
  assert.equal((await rule()).version, 2)
})
