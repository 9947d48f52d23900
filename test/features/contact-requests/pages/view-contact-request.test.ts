import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { type LoggedInPatient, someoneLoggedIn } from '../../appointments/support.ts'
import { TaskTeam } from '../../tasks/support.ts'
import { aContactRequest, REQUESTS, withdrawn } from '../support.ts'

let portal: TestPortal
let patient: LoggedInPatient
let team: TaskTeam
let id: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  patient = await someoneLoggedIn(portal)
  const { trust_ods_code } = await portal.database('clinic').where('id', patient.clinicId).first()
  team = new TaskTeam(portal, trust_ods_code)
  id = await aContactRequest(portal, patient.patientId, trust_ods_code, patient.id)
})

const page = async () => words((await patient.browser.get(`${REQUESTS}/${id}`).expect(200)).text)

test('the patient sees that it was received, who promised what, and that someone looks at it', async () => {
  assert.match(await page(), /We have received it You sent this request .* Monday 15 June 2026 at 10am\./)
  assert.match(await page(), /We will answer by Wednesday 17 June 2026 at 10am/)
  await team.work.claim(team.amal, await team.seen(id))
  assert.match(await page(), /Someone started to look at your request on Monday 15 June 2026 at 10am/)
})

test('the answer is there, with how it was given and what was said', async () => {
  const answered = { outcome: 'answered-by-text', words: 'The interpreter is booked.' }
  await team.work.close(team.amal, await team.seen(id), answered)
  const read = await page()
  assert.match(
    read,
    /Answered You sent this request .* We answered on Monday 15 June 2026 at 10am by text message\./,
  )
  assert.match(read, /What the hospital says The interpreter is booked\./)
  assert.doesNotMatch(read, /Withdraw your request/)
})

test('that nobody could reach them, that it is late, and that they withdrew it, is said', async () => {
  await portal.database('task').where({ id }).update('promised_by', '2026-06-15T08:00:00.000')
  assert.match(await page(), /We should have answered by .* We are sorry/)
  await team.work.close(team.amal, await team.seen(id), { outcome: 'not-reached', words: 'Wrong number?' })
  assert.match(await page(), /We tried to contact you and could not reach you/)
  portal.clock.set(MONDAY.add({ hours: 24 * 3 }))
  const browser = await portal.logIn(patient.person)
  const second = await aContactRequest(portal, patient.patientId, team.trust)
  await withdrawn(portal, patient.patientId, second)
  const read = words((await browser.get(`${REQUESTS}/${second}`).expect(200)).text)
  assert.match(read, /You withdrew your request on Thursday 18 June 2026/)
})

test('another patient does not find it', async () => {
  const stranger = await someoneLoggedIn(portal)
  await stranger.browser.get(`${REQUESTS}/${id}`).expect(404)
})
