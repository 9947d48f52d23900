import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { send } from '../../../support/form.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { type LoggedInPatient, someoneLoggedIn } from '../../appointments/support.ts'
import { TaskTeam } from '../../tasks/support.ts'
import { aContactRequest, REQUESTS } from '../support.ts'

let portal: TestPortal
let patient: LoggedInPatient
let team: TaskTeam
let id: string
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  patient = await someoneLoggedIn(portal)
  const { trust_ods_code } = await portal.database('clinic').where('id', patient.clinicId).first()
  team = new TaskTeam(portal, trust_ods_code)
  id = await aContactRequest(portal, patient.patientId, trust_ods_code)
  address = `${REQUESTS}/${id}`
})

test('a request is withdrawn once, also while staff work on it', async () => {
  await team.work.claim(team.amal, await team.seen(id))
  const fields = hiddenFields((await patient.browser.get(`${address}/withdraw`).expect(200)).text)
  for (let times = 0; times < 2; times++) {
    const sent = await send(patient.browser, `${address}/withdraw`, fields)
    assert.equal(sent.headers.location, address)
  }
  assert.deepEqual(await team.history(id), [
    [2, 'claimed', 'amal'],
    [3, 'withdrawn', null],
  ])
  assert.equal((await patient.browser.get(`${address}/withdraw`)).headers.location, address)
})

test('what was answered meanwhile is not withdrawn, and the patient sees the answer', async () => {
  const fields = hiddenFields((await patient.browser.get(`${address}/withdraw`).expect(200)).text)
  await team.work.close(team.amal, await team.seen(id), { outcome: 'answered-by-email', words: '' })
  const late = await send(patient.browser, `${address}/withdraw`, fields)
  assert.equal(late.headers.location, address)
  assert.match(words((await patient.browser.get(address)).text), /We answered on .* by email/)
  assert.equal((await portal.database('task').where({ id }).first()).status, 'closed')
})

test('another patient cannot withdraw it', async () => {
  const stranger = await someoneLoggedIn(portal)
  await stranger.browser.get(`${address}/withdraw`).expect(404)
})
