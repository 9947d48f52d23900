import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { toColumn } from '../../../../src/database/columns.ts'
import { Appointments } from '../../../../src/features/appointments/appointments.ts'
import { ChangeRequests } from '../../../../src/features/appointments/change-requests.ts'
import { seenField, seenText } from '../../../../src/features/appointments/seen.ts'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { anAppointmentOf, someone } from '../../appointments/support.ts'
import { aContactRequest } from '../../contact-requests/support.ts'
import { aTask, TASKS, type TasksAtWork, tasksAtWork } from './support.ts'

let portal: TestPortal
let at: TasksAtWork
let id: string
let patientId: string
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  portal.clock.set(MONDAY)
  at = await tasksAtWork(portal)
  ;({ id, patientId } = await aTask(portal, at))
  address = `${TASKS}/${id}`
})

async function press(browser: TasksAtWork['amal'], step: 'claim' | 'release') {
  const { text } = await browser.get(`${address}/note`).expect(200)
  return send(browser, address, { ...hiddenFields(text), step })
}

test('a task shows what the patient asks, where to answer and until when', async () => {
  const read = words((await at.amal.get(address).expect(200)).text)
  for (const shown of ['sign language interpreter', 'Text message', '07700 900 982', 'Any time'])
    assert.ok(read.includes(shown), shown)
  assert.match(read, /Promised by Wednesday 17 June 2026 at 10am/)
  const entry = { patient_id: patientId, action: 'viewed-task', subject_id: id }
  assert.equal((await portal.database('audit_log').where(entry)).length, 1)
})

test('a claimed task says who works on it, until it is released or 20 minutes have passed', async () => {
  assert.equal((await press(at.amal, 'claim')).status, 303)
  const theirs = words((await at.bea.get(address)).text)
  assert.ok(
    theirs.includes(
      `${at.amalName} has been working on this task since Monday 15 June 2026 at 10am, and has it until 10:20am`,
    ),
    theirs,
  )
  assert.doesNotMatch(theirs, /Say what has been done/)
  assert.match(
    theirs,
    /Take the task over .* Add a note to this task Mark it as urgent Open the patient’s details/,
  )
  assert.equal((await press(at.amal, 'release')).status, 303)
  assert.match(words((await at.bea.get(address)).text), /No one is working on this task/)
  await press(at.amal, 'claim')
  for (const minutes of [10, 10]) {
    portal.clock.pass({ minutes })
    await at.bea.get(address).expect(200)
  }
  assert.match(words((await at.bea.get(address)).text), /No one is working on this task/)
})

test('of two who claim from the same page, the second is told who was first and when', async () => {
  const fields = hiddenFields((await at.bea.get(address)).text)
  await press(at.amal, 'claim')
  const late = await send(at.bea, address, { ...fields, step: 'claim' })
  assert.equal(late.status, 409)
  assert.equal(heading(late.text), 'This task has changed')
  assert.match(words(late.text), /Working on it: .* , Monday 15 June 2026 at 10am/)
  assert.ok(words(late.text).includes(at.amalName))
})

test('a colleague who works on it is named, and can be replaced with a reason', async () => {
  await press(at.amal, 'claim')
  const refused = await press(at.bea, 'claim')
  assert.equal(refused.status, 409)
  assert.equal(heading(refused.text), 'A colleague is working on this task')
  const taken = await answer(at.bea, `${address}/take-over`, { text: 'Amal has gone home' })
  assert.equal(taken.status, 303)
  const read = words((await at.bea.get(address)).text)
  assert.match(read, /You are working on this task/)
  assert.match(read, /Took over: .* Amal has gone home/)
})

test('a form that names another patient changes nothing', async () => {
  const other = await aTask(portal, at)
  const fields = hiddenFields((await at.amal.get(address)).text)
  const sent = await send(at.amal, address, { ...fields, step: 'claim', patient: other.patientId })
  assert.equal(sent.status, 404)
  assert.deepEqual(await at.team.history(id), [])
})

test('a task of another trust is not found', async () => {
  const elsewhere = await tasksAtWork(portal)
  await elsewhere.amal.get(address).expect(404)
})

test('a cancellation shows why, and what else the patient has at the trust', async () => {
  const patient = await someone(portal)
  const { trust_ods_code } = await portal.database('clinic').where('id', patient.clinicId).first()
  const { browser } = await aLoggedInStaffMember(portal, { trust: trust_ods_code, code: 'R8000' })
  const doors = new ChangeRequests(portal.database, portal.clock)
  const actor = { kind: 'patient', patientId: patient.patientId } as const
  const seen = await new Appointments(portal.database, portal.clock).find(actor, patient.id)
  await doors.cancel(actor, { id: patient.id, seen: seenField.parse(seenText(seen)) }, 'no-transport')
  const task = await portal.database('task').where('appointment_id', patient.id).first()
  const read = async () => words((await browser.get(`${TASKS}/${task.id}`).expect(200)).text)
  assert.match(await read(), /The patient's reason: I cannot get there\./)
  assert.match(await read(), /The patient has no other appointments at your trust/)
  await anAppointmentOf(portal, patient.patientId, { appointment: { clinic_id: patient.clinicId } })
  assert.match(await read(), /Other appointments at your trust Monday 22 June 2026 at 10am: Cardiology/)
})

test('a contact request about an appointment that was moved says to when', async () => {
  const { clinicId, id: appointmentId, patientId } = await someone(portal)
  const clinic = await portal.database('clinic').where('id', clinicId).first('trust_ods_code')
  const trust = String(clinic.trust_ods_code)
  const task = await aContactRequest(portal, patientId, trust, appointmentId)
  const { browser } = await aLoggedInStaffMember(portal, { trust })
  const read = async () => words((await browser.get(`${TASKS}/${task}`).expect(200)).text)
  assert.doesNotMatch(await read(), /Moved to/)
  const later = { in: { days: 14 }, appointment: { clinic_id: clinicId } }
  const { id: moved_to_id } = await anAppointmentOf(portal, patientId, later)
  const ended = { status: 'cancelled', cancelled_by: 'hospital', cancelled_at: toColumn(portal.clock.now()) }
  await portal
    .database('appointment')
    .where('id', appointmentId)
    .update({ ...ended, moved_to_id })
  assert.match(await read(), /Moved to Monday 29 June 2026 at 10am The new appointment: Booked/)
})
