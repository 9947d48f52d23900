import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer } from '../../../support/form.ts'
import { words } from '../../../support/page.ts'
import { aLoggedInPatient } from '../../../support/person.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { anAppointmentOf, type LoggedInPatient, someoneLoggedIn } from '../../appointments/support.ts'
import { CONTACT_ME } from '../support.ts'

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

const checked = (html: string) => [...html.matchAll(/value="([^"]*)" checked/g)].map(([, value]) => value)

test('an appointment leads here, and is chosen already', async () => {
  const other = await anAppointmentOf(portal, patient.patientId, { in: { days: 3 } })
  const appointment = await patient.browser.get(patient.address).expect(200)
  const link = `${CONTACT_ME}?appointment=${patient.id}`
  assert.ok(appointment.text.includes(`href="${link}"`))
  const { text } = await patient.browser.get(link).expect(200)
  assert.deepEqual(checked(text), [patient.id])
  assert.ok(text.includes(`value="${other.id}"`))
})

test('one that is long over is offered when it leads here', async () => {
  const past = { appointment: { status: 'fulfilled', slot_id: null } }
  for (let days = 1; days <= 12; days++)
    await anAppointmentOf(portal, patient.patientId, { in: { days: -days }, ...past })
  const long = await anAppointmentOf(portal, patient.patientId, { in: { days: -90 }, ...past })
  const { text } = await patient.browser.get(CONTACT_ME).expect(200)
  assert.ok(!text.includes(`value="${long.id}"`))
  const linked = await patient.browser.get(`${CONTACT_ME}?appointment=${long.id}`).expect(200)
  assert.deepEqual(checked(linked.text), [long.id])
})

test('the link of another patient’s appointment chooses nothing', async () => {
  const stranger = await someoneLoggedIn(portal, { appointment: { title: 'Neurology' } })
  const { text } = await patient.browser.get(`${CONTACT_ME}?appointment=${stranger.id}`).expect(200)
  assert.deepEqual(checked(text), [])
  assert.doesNotMatch(words(text), /Neurology/)
})

test('a patient without appointments asks one of the trusts', async () => {
  const { browser } = await aLoggedInPatient(portal)
  const { text } = await browser.get(CONTACT_ME).expect(200)
  assert.match(words(text), /Ask at /)
})

test('nothing chosen, or what is not offered, is asked again', async () => {
  for (const fields of [{}, { place: 'ZZZZZ' }]) {
    const again = await answer(patient.browser, CONTACT_ME, fields)
    assert.equal(again.status, 400)
    assert.match(words(again.text), /Error: Select what it is about|Select what it is about/)
  }
})
