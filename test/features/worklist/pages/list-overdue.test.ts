import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { toColumn } from '../../../../src/database/columns.ts'
import { aClinic } from '../../../support/builders.ts'
import { answer } from '../../../support/form.ts'
import { words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { byRequest } from '../../appointments/support.ts'
import type { Asked } from '../support.ts'
import { addressOf, aLeadOf, aTeamAtWork, optionOf, type TeamAtWork } from './support.ts'

let portal: TestPortal
let at: TeamAtWork
let lead: TeamAtWork['amal']

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTeamAtWork(portal)
  lead = await aLeadOf(portal, at)
})

const LIST = '/staff/requests/overdue'

/** A request whose promise has passed, by so many hours of the clock. */
async function aLateOne(hours: number): Promise<Asked> {
  const asked = await at.team.asked('cancel')
  const promised_by = toColumn(MONDAY.subtract({ minutes: hours * 60 }))
  await portal.database('change_request').where('id', asked.requestId).update({ promised_by })
  return asked
}

test('a request is late by the hours in which the booking team was open', async () => {
  // It is 10am on Monday, and the team opens at 8am from Monday to Friday.
  await aLateOne(0.5)
  await aLateOne(1)
  // Friday at 5pm.
  await aLateOne(65)
  const said = words((await lead.get(LIST).expect(200)).text)
  assert.match(said, /3 requests are past the promised time/)
  assert.match(said, /hours late: 3 .* hours late: 1 .* hours late: less than 1 /, 'the oldest promise first')
})

test('requests are listed by clinic, with who has them', async () => {
  const own = await aLateOne(2)
  const other = await aLateOne(3)
  const clinic = await aClinic(portal.database, {
    ...byRequest,
    trust_ods_code: at.team.trust,
    patient_facing_name: 'Lung clinic',
    opens_at: '09:00',
  })
  await portal.database('appointment').where('id', other.appointmentId).update('clinic_id', clinic)
  const form = `${addressOf(own.requestId)}/assign`
  await answer(lead, form, { assignee: optionOf((await lead.get(form)).text, at.beaName) })
  await at.team.work.claim(at.team.amal, await at.team.seen(other.requestId))
  const said = words((await lead.get(LIST).expect(200)).text)
  assert.match(
    said,
    new RegExp(
      `Lung clinic .* hours late: 1 .* Assigned to no one, A former colleague is working on it Heart clinic .* hours late: 2 .* Assigned to ${at.beaName}`,
    ),
  )
})

test('what is not late, closed or of another trust is not listed', async () => {
  await at.team.asked('cancel')
  const closed = await aLateOne(2)
  await at.team.work.decline(at.team.amal, await at.team.seen(closed.requestId), 'No.')
  const own = at
  at = await aTeamAtWork(portal)
  await aLateOne(2)
  at = own
  assert.match(words((await lead.get(LIST).expect(200)).text), /Every open request is still within the time/)
  assert.doesNotMatch(words((await lead.get('/staff').expect(200)).text), /past the promised time/)
})

test('the start page of a team lead says how many there are, and only theirs', async () => {
  await aLateOne(1)
  assert.match(words((await lead.get('/staff')).text), /To do 1 request is past the promised time/)
  await aLateOne(1)
  const start = await lead.get('/staff').expect(200)
  assert.match(words(start.text), /2 requests are past the promised time/)
  assert.ok(start.text.includes(`href="${LIST}"`))
  assert.doesNotMatch(words((await at.amal.get('/staff').expect(200)).text), /To do/)
  await at.amal.get(LIST).expect(403)
})

test('seeing the list is in the audit log of the trust', async () => {
  await lead.get(LIST).expect(200)
  const entries = portal
    .database('audit_log')
    .where({ patient_id: `trust:${at.team.trust}`, action: 'viewed-overdue-requests' })
  assert.equal((await entries).length, 1)
})
