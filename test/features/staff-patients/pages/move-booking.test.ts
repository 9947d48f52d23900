import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { slotsNotAsBooked } from '../../appointments/door.ts'
import { addressOf, aPatientOf, aTrustAtWork, historyOf, type Trust } from '../support.ts'

let portal: TestPortal
let at: Trust
let patient: Awaited<ReturnType<typeof aPatientOf>>
let address: string
let slotId: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTrustAtWork(portal)
  patient = await aPatientOf(at)
  slotId = await at.team.doors.aSlot(at.team.clinicId, { days: 14 })
  address = `${addressOf(patient.patientId)}/appointments/${patient.appointmentId}/move`
})

/** The form of the check page, filled in. */
async function checked(browser = at.amal) {
  const { text } = await answer(browser, address, { slotId })
  assert.equal(heading(text), 'Check before you book')
  return { ...hiddenFields(text), told: 'phone' }
}

const rowOf = (id = patient.appointmentId) => at.team.doors.row(id)

test('the appointment is moved to the time that was chosen and checked', async () => {
  const shown = await at.amal.get(address).expect(200)
  assert.equal(heading(shown.text), 'Choose a time for the patient')
  assert.match(words(shown.text), /Booked now Monday 22 June 2026 at 10am/)
  const check = await answer(at.amal, address, { slotId })
  assert.match(
    words(check.text),
    /Monday 29 June 2026 .* The appointment on Monday 22 June 2026 at 10am is cancelled/,
  )
  const done = await send(at.amal, address, { ...hiddenFields(check.text), told: 'phone' })
  assert.deepEqual([done.status, done.headers.location], [303, addressOf(patient.patientId)])

  const { text } = await at.amal.get(addressOf(patient.patientId)).expect(200)
  assert.match(words(text), /22 June 2026 at 10am: Cardiology \(heart\) Moved to Monday 29 June 2026 at 10am/)
  assert.doesNotMatch(words(text), /Cancelled/)

  const old = await rowOf()
  const next = await rowOf(String(old.moved_to_id))
  assert.deepEqual([old.status, old.cancellation_reason], ['cancelled', 'moved'])
  assert.deepEqual([next.status, next.slot_id, next.changes_made], ['booked', slotId, 1])
  assert.deepEqual(await slotsNotAsBooked(portal.database), [])
  const actions = portal.database('audit_log').where('patient_id', patient.patientId).orderBy('place')
  assert.deepEqual(
    (await actions.pluck('action')).filter(action => action !== 'viewed-patient'),
    ['moved', 'booked-by-move', 'told-patient'],
  )
  assert.deepEqual(await historyOf(portal, patient.patientId), [['moved', 'booking-team', null, next.id]])
  assert.equal(
    await portal
      .database('reported_appointment')
      .where('appointment_id', next.id)
      .first('version')
      .then(row => row.version),
    1,
  )
})

test('sooner times than patients may choose online are offered, and those already taken are not', async () => {
  const tomorrow = await at.team.doors.aSlot(at.team.clinicId, { hours: 2 })
  const { appointmentId } = await aPatientOf(at, {}, { days: 15 })
  const { text } = await at.amal.get(address).expect(200)
  assert.ok(text.includes(`value="${tomorrow}"`))
  assert.ok(!text.includes(String((await rowOf(appointmentId)).slot_id)))
})

test('the last form sent twice moves once', async () => {
  const fields = await checked()
  const answers = await Promise.all([1, 2].map(() => send(at.amal, address, fields)))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  )
  assert.equal((await historyOf(portal, patient.patientId)).length, 1)
  assert.deepEqual(await slotsNotAsBooked(portal.database), [])
})

test('of two colleagues one moves it, and the other is told', async () => {
  const forms = [await checked(at.amal), await checked(at.lee)] as const
  const answers = await Promise.all([send(at.amal, address, forms[0]), send(at.lee, address, forms[1])])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 409])
  const told = answers.find(({ status }) => status === 409)
  assert.match(words(told?.text ?? ''), /The last change by your trust: Appointment moved by Robin Staff/)
  assert.equal((await historyOf(portal, patient.patientId)).length, 1)
  assert.deepEqual(await slotsNotAsBooked(portal.database), [])
})

test('a time that was taken meanwhile is refused with the times that are left, and the appointment stays', async () => {
  const other = await at.team.doors.aSlot(at.team.clinicId, { days: 16 })
  const fields = await checked()
  await portal.database('slot').where('id', slotId).update('booked', 1)
  const late = await send(at.amal, address, fields)
  assert.equal(late.status, 409)
  assert.match(words(late.text), /That time is no longer free Nothing has been booked or moved/)
  assert.ok(late.text.includes(`value="${other}"`))
  assert.equal((await answer(at.amal, address, { slotId })).status, 409)
  assert.equal((await rowOf()).status, 'booked')
  await portal.database('slot').where('id', slotId).update('booked', 0)
})

test('when the patient asks for a change meanwhile, the request is answered instead', async () => {
  const fields = await checked()
  const { changeRequests } = at.team.doors
  await changeRequests.cancel(patient, await at.team.doors.decision(patient, patient.appointmentId), 'other')
  const late = await send(at.amal, address, fields)
  assert.equal(late.status, 409)
  assert.match(words(late.text), /Answer the request instead/)
  assert.equal((await rowOf()).status, 'booked')
  assert.equal((await portal.database('slot').where('id', slotId).first()).booked, 0)
})

test('without a choice, or with none to choose from, nothing changes', async () => {
  const wrong = await answer(at.amal, address)
  assert.equal(wrong.status, 400)
  assert.match(words(wrong.text), /There is a problem Select a time/)
  const more = await answer(at.amal, address, { slotId, _save: 'Give me more time' })
  assert.match(more.text, new RegExp(`value="${slotId}" checked`))
  const fields = { ...(await checked()), seen: 'never written by a page' }
  await send(at.amal, address, fields).expect(400)
  await portal.database('slot').where('id', slotId).update('booked', 1)
  const none = await at.amal.get(address).expect(200)
  assert.equal(heading(none.text), 'The clinic has no free times')
  assert.match(words(none.text), /The patient still has the appointment that is booked now/)
  await portal.database('slot').where('id', slotId).update('booked', 0)
})

test('without saying whether the patient knows nothing is moved, and what was chosen is kept', async () => {
  const { told: _, ...fields } = await checked()
  const wrong = await send(at.amal, address, fields)
  assert.equal(wrong.status, 400)
  assert.equal(heading(wrong.text), 'Check before you book')
  assert.match(words(wrong.text), /There is a problem Select whether you have told the patient/)
  assert.equal((await rowOf()).status, 'booked')
  const more = await send(at.amal, address, {
    ...hiddenFields(wrong.text),
    told: 'not-yet',
    _save: 'Give me more time',
  })
  assert.equal(heading(more.text), 'Check before you book')
  assert.match(more.text, /value="not-yet" checked/)
  await send(at.amal, address, { ...hiddenFields(more.text), told: 'not-yet' }).expect(303)
  assert.equal((await rowOf()).status, 'cancelled')
})
