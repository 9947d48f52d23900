import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { codeOf } from '../../../support/staff-login/roles.ts'
import { aSensitiveRecord, EXPLANATION, LIST, stateReason, theReason } from '../support.ts'

let portal: TestPortal
let at: Awaited<ReturnType<typeof aSensitiveRecord>>
let id: string
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aSensitiveRecord(portal)
  await stateReason(at.amal, at.rose)
  id = await theReason(portal, at.rose)
  address = `${LIST}/${id}`
})

const row = () => portal.database('stated_reason').where({ id }).first()
const reviews = () =>
  portal.database('audit_log').where({ patient_id: at.rose.patientId, action: 'reviewed-stated-reason' })

test('an auditor reads the explanation, decides once, and it is in the chain of the patient', async () => {
  const { text } = await at.helen.get(address).expect(200)
  assert.equal(heading(text), 'Reason for opening a sensitive record')
  assert.ok(words(text).includes(EXPLANATION))
  const done = await answer(at.helen, address, { justified: 'no', note: 'The ward had not asked.' })
  assert.deepEqual([done.status, done.headers.location], [303, LIST])
  assert.match(words((await at.helen.get(LIST)).text), /There is nothing to review/)
  assert.match(words((await at.helen.get(`${LIST}?state=reviewed`)).text), /Not justified/)
  const seen = words((await at.helen.get(address).expect(200)).text)
  assert.ok(
    seen.includes(`Not justified By ${at.helenName} , Monday 15 June 2026 at 10am The ward had not asked.`),
  )
  assert.equal((await reviews()).length, 1)
})

test('the form sent twice decides once', async () => {
  const fields = {
    ...hiddenFields((await at.helen.get(address)).text),
    justified: 'yes',
    note: 'Asked them.',
  }
  const answers = await Promise.all([1, 2].map(() => send(at.helen, address, fields)))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  )
  assert.equal((await reviews()).length, 1)
})

test('who comes second is told, and what they wrote is shown', async () => {
  const other = await aLoggedInStaffMember(portal, { code: codeOf('auditor'), trust: at.team.trust })
  const fields = { ...hiddenFields((await at.helen.get(address)).text), justified: 'no', note: 'Not asked.' }
  await answer(other.browser, address, { justified: 'yes', note: 'They had asked.' })
  const late = await send(at.helen, address, fields).expect(409)
  assert.equal(heading(late.text), 'A colleague has reviewed this reason')
  assert.ok(words(late.text).includes(`By ${other.person.name}`))
  assert.match(words(late.text), /What you wrote Not asked\./)
  assert.equal(Boolean((await row()).justified), true)
})

test('without a decision or a note nothing is saved', async () => {
  const wrong = await answer(at.helen, address, { note: 'So far' })
  assert.equal(wrong.status, 400)
  assert.match(words(wrong.text), /Select whether there was good reason to open the record/)
  assert.ok(wrong.text.includes('>So far</textarea>'))
  const none = await answer(at.helen, address, { justified: 'yes', note: ' ' })
  assert.match(words(none.text), /Enter a note on your decision/)
  const more = await answer(at.helen, address, { note: 'So far', _save: 'Give me more time' })
  assert.match(words(more.text), /You have more time/)
  assert.equal((await row()).reviewed_at, null)
})

test('a person who is an auditor too does not review their own reason', async () => {
  const { id: own } = await portal.database('staff_user').where('name', at.helenName).first()
  await portal.database('stated_reason').where({ id }).update({ staff_user_id: own })
  const { text } = await at.helen.get(address).expect(200)
  assert.match(words(text), /You stated this reason yourself\. Another auditor must review it/)
  assert.doesNotMatch(text, /Save the review/)
  const { _csrf } = hiddenFields(text)
  await send(at.helen, address, { _csrf: String(_csrf), justified: 'yes', note: 'Fine' }).expect(403)
  assert.equal((await row()).reviewed_at, null)
})

test('a reason of another trust is not there, and the attempt is in the log', async () => {
  const elsewhere = await aSensitiveRecord(portal)
  await elsewhere.helen.get(address).expect(404)
  await elsewhere.helen.get(`${LIST}/no-id`).expect(404)
  const sought = portal.database('audit_log').where({ action: 'sought-stated-reason', subject_id: id })
  assert.deepEqual(await sought.pluck('patient_id'), [`trust:${elsewhere.team.trust}`])
  await at.amal.get(address).expect(403)
})
