import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { send } from '../../../support/form.ts'
import { heading, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { type LoggedInPatient, someoneLoggedIn } from '../../appointments/support.ts'
import {
  aContactRequest,
  askInBrowser,
  CONTACT_ME,
  comeToPage,
  lastForm,
  REQUESTS,
  withdrawn,
} from '../support.ts'

let portal: TestPortal
let patient: LoggedInPatient

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  patient = await someoneLoggedIn(portal)
})

const theirTasks = () => portal.database('task').where('patient_id', patient.patientId)
const trustOf = async () =>
  (await portal.database('clinic').where('id', patient.clinicId).first()).trust_ods_code

test('the answers are shown before they are sent, and the request is promised in working hours', async () => {
  await comeToPage(patient.browser, patient.id, '/check')
  const page = words((await patient.browser.get(`${CONTACT_ME}/check`).expect(200)).text)
  for (const shown of [
    'Help I need at the hospital',
    'sign language',
    '07700 900 982',
    'Any time',
    'Cardiology',
  ])
    assert.ok(page.includes(shown), `${shown}: ${page}`)
  const sent = await send(patient.browser, `${CONTACT_ME}/check`, await lastForm(patient.browser))
  const [task] = await theirTasks()
  assert.equal(sent.headers.location, `${REQUESTS}/${task.id}/received`)
  assert.deepEqual(
    [task.kind, task.status, task.appointment_id, task.trust_ods_code],
    ['contact-request', 'open', patient.id, await trustOf()],
  )
  // Sixteen hours of a team that works from 9am to 5pm, from Monday 10am on.
  assert.equal(String(task.promised_by).slice(0, 16), '2026-06-17T09:00')
  const audited = await portal
    .database('audit_log')
    .where({ subject_id: task.id, action: 'asked-for-contact' })
  assert.deepEqual([audited.length, audited[0].patient_id], [1, patient.patientId])
  assert.equal((await portal.database('outbox').where({ subject_id: task.id })).length, 1)
})

test('the same form sent twice makes one request, also at the same moment', async () => {
  await comeToPage(patient.browser, patient.id, '/check')
  const form = await lastForm(patient.browser)
  const sent = await Promise.all([1, 2].map(() => send(patient.browser, `${CONTACT_ME}/check`, form)))
  const again = await send(patient.browser, `${CONTACT_ME}/check`, form)
  const [first, second] = sent
  assert.deepEqual([first?.status, second?.status, again.status], [303, 303, 303])
  assert.equal(first?.headers.location, second?.headers.location)
  assert.equal(first?.headers.location, again.headers.location)
  assert.equal((await theirTasks()).length, 1)
})

test('the answers are gone from the journey when they have been sent, so that another request can be made', async () => {
  await askInBrowser(patient.browser, patient.id)
  const check = await patient.browser.get(`${CONTACT_ME}/check`)
  assert.equal(check.headers.location, CONTACT_ME)
  await askInBrowser(patient.browser, await trustOf())
  const appointments = (await theirTasks()).map(task => task.appointment_id)
  assert.deepEqual(new Set(appointments), new Set([patient.id, null]))
})

test('at most five requests are open for a patient, and withdrawing one makes room', async () => {
  await comeToPage(patient.browser, patient.id, '/check')
  const form = await lastForm(patient.browser)
  for (let count = 0; count < 5; count++) await aContactRequest(portal, patient.patientId, await trustOf())
  const refused = await send(patient.browser, `${CONTACT_ME}/check`, form)
  assert.equal(refused.status, 409)
  assert.equal(heading(refused.text), 'You cannot send another request yet')
  assert.equal((await theirTasks()).length, 5)
  const start = await patient.browser.get(CONTACT_ME)
  assert.equal(heading(start.text), 'You cannot send another request yet')
  const [one] = await theirTasks()
  await withdrawn(portal, patient.patientId, one.id)
  assert.equal((await send(patient.browser, `${CONTACT_ME}/check`, form)).status, 303)
})

test('what no page of ours sends is refused, and another patient’s appointment too', async () => {
  const stranger = await someoneLoggedIn(portal)
  await comeToPage(patient.browser, patient.id, '/check')
  const form = await lastForm(patient.browser)
  for (const wrong of [
    { place: stranger.id },
    { place: 'ZZZ' },
    { to: 'nobody' },
    { key: 'x' },
    { words: '' },
  ]) {
    const refused = await send(patient.browser, `${CONTACT_ME}/check`, { ...form, ...wrong })
    assert.equal(refused.status, 400, JSON.stringify(wrong))
  }
  assert.deepEqual(await theirTasks(), [])
})
