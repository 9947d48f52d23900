import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { formatBirthDate } from '../../../../src/shared/dates.ts'
import { heading, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { addressOf, aTeamAtWork, type TeamAtWork } from './support.ts'

let portal: TestPortal
let at: TeamAtWork

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTeamAtWork(portal)
})

test('a request shows whose it is, what was asked and the appointment', async () => {
  const { patient, requestId } = await at.team.asked('reschedule')
  const { text } = await at.amal.get(addressOf(requestId)).expect(200)
  assert.equal(heading(text), 'Request for another time')
  const row = await portal.database('patient').where('id', patient.patientId).first()
  const said = words(text)
  assert.ok(said.includes(`You have opened the record of ${row.family_name}, ${row.given_name}`))
  const born = formatBirthDate(Temporal.PlainDate.from(row.birth_date))
  for (const each of [
    `Born ${born}`,
    'I am ill',
    'Monday',
    'Morning',
    '3 May',
    'No one is working on this request',
  ])
    assert.ok(said.includes(each), each)
  assert.ok(text.includes(`href="${addressOf(requestId)}/new-time"`))
  assert.ok(!text.includes(`href="${addressOf(requestId)}/cancel"`))
})

test('the other appointments of the patient at the trust are listed, and those elsewhere are not', async () => {
  const { patient, requestId } = await at.team.asked('cancel')
  await at.team.doors.booked(patient, at.team.clinicId, { days: 20 }, { title: 'Dermatology' })
  const elsewhere = await at.team.doors.aClinic()
  await at.team.doors.booked(patient, elsewhere, { days: 21 }, { title: 'Neurology' })
  const said = words((await at.amal.get(addressOf(requestId)).expect(200)).text)
  assert.match(said, /Dermatology/)
  assert.doesNotMatch(said, /Neurology/)
})

test('a request of another trust is not there, nor one that does not exist, and no patient may come in', async () => {
  const { requestId } = await at.team.asked('cancel')
  const elsewhere = await aLoggedInStaffMember(portal)
  const theirs = await elsewhere.browser.get(addressOf(requestId)).expect(404)
  const none = await elsewhere.browser.get(addressOf(randomUUID())).expect(404)
  assert.equal(heading(theirs.text), heading(none.text))
  await portal.browser().get(addressOf(requestId)).expect(303)
})

test('opening a request is in the audit log of the patient', async () => {
  const { patient, requestId } = await at.team.asked('cancel')
  await at.amal.get(addressOf(requestId)).expect(200)
  const entry = await portal
    .database('audit_log')
    .where({ patient_id: patient.patientId, action: 'viewed-request' })
    .first()
  assert.deepEqual(
    [entry.actor, entry.subject_type, entry.subject_id],
    ['staff', 'change-request', requestId],
  )
})

test('a closed request says so, and offers nothing', async () => {
  const { requestId } = await at.team.asked('cancel')
  await at.team.work.decline(at.team.amal, await at.team.seen(requestId), 'There is no other time.')
  const { text } = await at.amal.get(addressOf(requestId)).expect(200)
  assert.match(words(text), /Declined/)
  assert.match(words(text), /There is no other time\./)
  assert.match(words(text), /They have not been told yet/)
  assert.ok(!text.includes('/decline'))
})
