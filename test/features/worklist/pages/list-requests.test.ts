import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer } from '../../../support/form.ts'
import { heading, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { addressOf, aLeadOf, aTeamAtWork, optionOf, type TeamAtWork } from './support.ts'

let portal: TestPortal
let at: TeamAtWork

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTeamAtWork(portal)
})

const LIST = '/staff/requests'

/** The ids of the requests on a page, in order. */
const idsOn = (html: string) =>
  [...html.matchAll(/href="\/staff\/requests\/([0-9a-f-]{36})/g)].map(([, id]) => id)

test('the list shows what is asked, by whom, and until when an answer was promised', async () => {
  const { requestId, patient } = await at.team.asked('cancel')
  const { text } = await at.amal.get(LIST).expect(200)
  assert.equal(heading(text), 'Requests from patients')
  assert.deepEqual(idsOn(text), [requestId])
  const row = await portal.database('patient').where('id', patient.patientId).first()
  assert.ok(words(text).includes(`${row.family_name}, ${row.given_name}`))
  assert.match(words(text), /1 open/)
})

test('an empty list says what will come, and a filter that finds nothing how to see all', async () => {
  const empty = await at.amal.get(LIST).expect(200)
  assert.match(words(empty.text), /There are no open requests/)
  await at.team.asked('cancel')
  const filtered = await at.amal.get(`${LIST}?kind=reschedule`).expect(200)
  assert.match(words(filtered.text), /No request matches this filter/)
  assert.deepEqual(idsOn(filtered.text), [])
})

test('the filters of the address are kept on the way to a request and back', async () => {
  const { requestId } = await at.team.asked('cancel')
  await at.team.asked('reschedule')
  const { text } = await at.amal.get(`${LIST}?kind=cancel&claimed=none`).expect(200)
  assert.deepEqual(idsOn(text), [requestId])
  assert.ok(text.includes(`href="${addressOf(requestId)}?kind=cancel&amp;claimed=none"`))
  const opened = await at.amal.get(`${addressOf(requestId)}?kind=cancel&claimed=none`).expect(200)
  assert.ok(opened.text.includes(`href="${LIST}?kind=cancel&amp;claimed=none"`))
})

test('what the address says wrongly is left out', async () => {
  const { requestId } = await at.team.asked('cancel')
  for (const wrong of ['kind=x', 'clinic=%27', 'claimed=me&claimed=none', 'after=1', 'overdue=no']) {
    const { text } = await at.amal.get(`${LIST}?${wrong}`).expect(200)
    assert.deepEqual(idsOn(text), [requestId], wrong)
  }
})

test('an urgent request says so, and comes first if the filter says so', async () => {
  const { requestId } = await at.team.asked('cancel')
  const urgent = await at.team.asked('cancel')
  const late = { priority: 'urgent', promised_by: '2026-07-15T08:00:00.000' }
  await portal.database('change_request').where('id', urgent.requestId).update(late)
  const { text } = await at.amal.get(LIST).expect(200)
  assert.deepEqual(idsOn(text), [requestId, urgent.requestId])
  assert.equal(text.match(/>Urgent</g)?.length, 1)
  const first = await at.amal.get(`${LIST}?first=urgent`).expect(200)
  assert.deepEqual(idsOn(first.text), [urgent.requestId, requestId])
})

test('closed requests can be listed by their outcome, with the day, and what only open ones have is left out', async () => {
  await at.team.asked('cancel')
  const closed = await at.team.asked('reschedule')
  await at.team.work.decline(at.team.amal, await at.team.seen(closed.requestId), 'No.')
  const { text } = await at.amal.get(`${LIST}?state=declined&overdue=yes&claimed=me`).expect(200)
  assert.deepEqual(idsOn(text), [closed.requestId])
  assert.match(words(text), /Newest first .* Declined, Monday 15 June 2026 at 10am/)
  assert.doesNotMatch(words(text), /No one is working on it|Answer by/)
  assert.ok(text.includes(`href="${addressOf(closed.requestId)}?state=declined"`))
})

test('requests can be listed by whom they are assigned to', async () => {
  const { requestId } = await at.team.asked('cancel')
  const lead = await aLeadOf(portal, at)
  const id = optionOf((await lead.get(`${addressOf(requestId)}/assign`)).text, at.beaName)
  await answer(lead, `${addressOf(requestId)}/assign`, { assignee: id })
  const theirs = await at.bea.get(`${LIST}?assignee=me`).expect(200)
  assert.deepEqual(idsOn(theirs.text), [requestId])
  assert.match(words(theirs.text), /1 assigned to you/)
  const named = await at.amal.get(`${LIST}?assignee=${id}`).expect(200)
  assert.deepEqual(idsOn(named.text), [requestId])
  assert.ok(words(named.text).includes(`Assigned to ${at.beaName}`))
  assert.equal(optionOf(named.text, at.beaName), id)
  assert.deepEqual(idsOn((await at.amal.get(`${LIST}?assignee=none`).expect(200)).text), [])
})

test('requests past their promise are marked, and can be listed alone', async () => {
  const { requestId } = await at.team.asked('cancel')
  const late = await at.team.asked('cancel')
  await portal
    .database('change_request')
    .where('id', late.requestId)
    .update({ promised_by: '2026-06-15T08:00:00.000' })
  const all = await at.amal.get(LIST).expect(200)
  assert.deepEqual(idsOn(all.text), [late.requestId, requestId])
  assert.equal(all.text.match(/>Overdue</g)?.length, 1)
  const overdue = await at.amal.get(`${LIST}?overdue=yes`).expect(200)
  assert.deepEqual(idsOn(overdue.text), [late.requestId])
})

test('a long list is shown in pages that leave out none', async () => {
  const ids = new Set<string>()
  for (let count = 0; count < 27; count++) ids.add((await at.team.asked('cancel')).requestId)
  const first = await at.amal.get(LIST).expect(200)
  const next = /href="([^"]*after=[^"]*)"/.exec(first.text)?.[1] ?? ''
  const second = await at.amal.get(next.replaceAll('&amp;', '&')).expect(200)
  const shown = [...idsOn(first.text), ...idsOn(second.text)]
  assert.equal(shown.length, 27)
  assert.match(words(first.text), / 1 to 25 of 27 /)
  assert.match(words(second.text), / 26 to 27 of 27 /)
  assert.deepEqual(new Set(shown), ids)
})

test('staff of another trust see none of it', async () => {
  await at.team.asked('cancel')
  const elsewhere = await aLoggedInStaffMember(portal)
  const { text } = await elsewhere.browser.get(LIST).expect(200)
  assert.deepEqual(idsOn(text), [])
  assert.match(words(text), /0 open/)
})

test('seeing the list is in the audit log of the trust', async () => {
  await at.amal.get(LIST).expect(200)
  const entry = await portal
    .database('audit_log')
    .where({ patient_id: `trust:${at.team.trust}`, action: 'viewed-requests' })
    .first()
  assert.deepEqual([entry.actor, entry.subject_type, entry.subject_id], ['staff', 'trust', at.team.trust])
})
