import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { codeOf } from '../../../support/staff-login/roles.ts'
import { optionOf } from '../../worklist/pages/support.ts'
import { BookingTeam } from '../../worklist/support.ts'
import { aContent } from '../support.ts'
import { FILLED_IN, RULES, type RulesAtWork, rulesAtWork } from './support.ts'

let portal: TestPortal
let my: RulesAtWork

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  my = await rulesAtWork(portal)
})

const ADD = `${RULES}/add/asked-to-cancel`

test('an administrator adds a rule that is off, and is led to it', async () => {
  const priya = await my.at.team.aColleague('Priya <Nair>')
  const page = await my.ada.get(ADD).expect(200)
  assert.equal(optionOf(page.text, 'Priya &lt;Nair&gt;'), priya)
  const { status, headers } = await send(my.ada, ADD, {
    ...hiddenFields(page.text),
    ...{
      name: ' Short notice ',
      clinics: my.at.team.clinicId,
      media: ['TELEPHONE', 'FACE_TO_FACE'],
      days: '3',
    },
    ...{ reasons: ['other', 'no-transport'], assignee: priya, urgent: 'yes', note: 'Ring\r\nfirst' },
  })
  assert.equal(status, 303)
  const [rule] = await my.at.rules.list(my.at.ada)
  assert.equal(headers.location, `${RULES}/${rule?.id}`)
  assert.deepEqual(rule, {
    id: rule?.id,
    trustOdsCode: my.at.team.trust,
    event: 'asked-to-cancel',
    version: 1,
    onSince: null,
    name: 'Short notice',
    conditions: {
      clinicIds: [my.at.team.clinicId],
      media: ['TELEPHONE', 'FACE_TO_FACE'],
      withinDays: 3,
      reasons: ['other', 'no-transport'],
    },
    actions: { assignee: priya, urgent: true, note: 'Ring\nfirst' },
  })
})

test('a form that is sent twice adds one rule, and one that was changed in between is refused', async () => {
  const page = await my.ada.get(ADD).expect(200)
  const form = { ...hiddenFields(page.text), ...FILLED_IN }
  const [first, second] = [await send(my.ada, ADD, form), await send(my.ada, ADD, form)]
  assert.equal(first.headers.location, second.headers.location)
  const other = await send(my.ada, ADD, { ...form, note: 'Something else' })
  assert.equal(other.status, 409)
  assert.match(words(other.text), /This form has added a rule before/)
  assert.equal((await my.at.rules.list(my.at.ada)).length, 1)
})

test('what is missing or wrong is said, and nothing that was entered is lost', async () => {
  const wrong = { name: '', days: '400', note: 'x'.repeat(501), urgent: 'yes', media: 'TELEPHONE' }
  const { status, text } = await answer(my.ada, ADD, wrong)
  assert.equal(status, 400)
  for (const fault of [
    'Enter a name for the rule',
    'The number of days must be a whole number from 0 to 365',
    'The note must be 500 characters or less. You have written 501.',
  ])
    assert.ok(words(text).includes(fault), fault)
  assert.ok(text.includes('value="400"'))
  assert.match(text, /value="TELEPHONE" checked/)
  assert.match(text, /name="urgent" type="checkbox" value="yes" checked/)
  assert.ok(text.includes('x'.repeat(501)))
  const nothing = await answer(my.ada, ADD, { ...FILLED_IN, note: ' ' })
  assert.equal(nothing.status, 400)
  assert.match(words(nothing.text), /Choose at least one thing that the rule does/)
  const more = await answer(my.ada, ADD, { ...wrong, _save: 'Give me more time' })
  assert.match(words(more.text), /You have more time/)
  assert.ok(more.text.includes('value="400"'))
  assert.deepEqual(await my.at.rules.list(my.at.ada), [])
})

test('clinics and colleagues of other trusts cannot be chosen', async () => {
  const elsewhere = await BookingTeam.in(portal)
  const clinics = await answer(my.ada, ADD, { ...FILLED_IN, clinics: elsewhere.clinicId })
  assert.equal(clinics.status, 400)
  assert.match(words(clinics.text), /Select clinics of your trust/)
  const assignee = await answer(my.ada, ADD, {
    ...FILLED_IN,
    assignee: await elsewhere.aColleague('Elsewhere'),
  })
  assert.equal(assignee.status, 400)
  assert.match(words(assignee.text), /Select a colleague from the list, or no one/)
  assert.deepEqual(await my.at.rules.list(my.at.ada), [])
})

test('every event can assign, mark as urgent and add a note, and no other event has a page', async () => {
  const [priya, doctor] = [
    await my.at.team.aColleague('Priya Nair'),
    await my.at.team.aColleague('Dr Okoye', 'clinician'),
  ]
  for (const [event, what, theirs] of [
    ['asked-to-cancel', 'request', ''],
    ['asked-to-move', 'request', ''],
    ['booked', 'task', ''],
    ['cancelled', 'task', doctor],
  ] as const) {
    const page = `${RULES}/add/${event}`
    const { text } = await my.ada.get(page).expect(200)
    assert.equal(heading(text), 'Add a rule')
    for (const label of [
      `Assign the ${what} to`,
      `Mark the ${what} as urgent`,
      `Add this note to the ${what}`,
    ])
      assert.ok(words(text).includes(label), label)
    // Only who may do what the rule acts on.
    assert.deepEqual([optionOf(text, 'Priya Nair'), optionOf(text, 'Dr Okoye')], [priya, theirs], event)
    const refused = await answer(my.ada, page, { ...FILLED_IN, assignee: theirs ? my.at.ada.userId : doctor })
    assert.equal(refused.status, 400)
    const added = await answer(my.ada, page, { ...FILLED_IN, assignee: priya, urgent: 'yes', note: '' })
    assert.equal(added.status, 303)
    const read = words((await my.ada.get(String(added.headers.location)).expect(200)).text)
    const first = event === 'booked' ? 'open a task, assign it' : `assign the ${what}`
    assert.ok(read.includes(`: ${first} to Priya Nair and mark it as urgent.`), read)
    const nothing = await answer(my.ada, page, { ...FILLED_IN, note: '' })
    assert.match(words(nothing.text), /Choose at least one thing that the rule does/)
  }
  assert.doesNotMatch((await my.ada.get(`${RULES}/add/booked`)).text, /name="reasons"/)
  await my.ada.get(`${RULES}/add/discharged`).expect(404)
})

test('a trust that has no clinics yet is not asked for any', async () => {
  const { browser } = await aLoggedInStaffMember(portal, { code: codeOf('administrator') })
  const { text } = await browser.get(ADD).expect(200)
  assert.doesNotMatch(text, /name="clinics"/)
  assert.equal((await answer(browser, ADD, FILLED_IN)).status, 303)
})

test('the rule after the fiftieth is not added, and what was entered stays', async () => {
  const page = await my.ada.get(ADD).expect(200)
  for (let count = 0; count < 50; count++) await my.at.add('booked', aContent('Rule'))
  const { status, text } = await send(my.ada, ADD, { ...hiddenFields(page.text), ...FILLED_IN })
  assert.equal(status, 409)
  assert.match(words(text), /Your trust has 50 rules, which is the most/)
  assert.ok(text.includes(FILLED_IN.note))
})
