import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aClinic, anAppointment, aPatient, aSlot } from '../../support/builders.ts'
import { type Fields, send } from '../../support/form.ts'
import { hiddenFields, words } from '../../support/page.ts'
import { newPerson } from '../../support/person.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { slotsNotAsBooked } from './door.ts'
import { aboutToMove, type LoggedInPatient } from './support.ts'

/** Many patients of one clinic choose the same time at the same moment. */
let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

const moment = (days: number) => ({ now: portal.clock.now(), in: { days } })

async function patientsOf(clinicId: string, count: number): Promise<LoggedInPatient[]> {
  const patients = []
  for (let each = 0; each < count; each++) {
    const person = newPerson()
    const patientId = await aPatient(portal.database, person)
    const slotId = await aSlot(portal.database, clinicId, moment(7))
    const booked = { slot_id: slotId }
    const id = await anAppointment(portal.database, patientId, clinicId, moment(7), booked)
    const browser = await portal.logIn(person)
    patients.push({
      person,
      patientId,
      clinicId,
      slotId,
      id,
      browser,
      address: `/patient-portal/appointment/${id}`,
    })
  }
  return patients
}

/** The last form of every patient. All see the same page, so they use the first form, each with their own token. */
async function aboutToMoveAll(patients: LoggedInPatient[], slotId: string): Promise<Fields[]> {
  const forms: Fields[] = []
  for (const patient of patients) {
    const first = forms[0] ?? (await aboutToMove(portal, patient, slotId))
    const page = await patient.browser.get(`${patient.address}/reschedule/choose-day`).expect(200)
    forms.push({ ...first, _csrf: String(hiddenFields(page.text)._csrf) })
  }
  return forms
}

for (const capacity of [1, 3])
  test(`when 50 patients choose a time with ${capacity} places, no more get it, and each keeps one appointment`, async () => {
    const clinicId = await aClinic(portal.database)
    const wanted = await aSlot(portal.database, clinicId, moment(9), { capacity })
    const other = await aSlot(portal.database, clinicId, { ...moment(9), in: { days: 9, hours: 1 } })
    const patients = await patientsOf(clinicId, 50)
    const forms = await aboutToMoveAll(patients, wanted)

    const answers = await Promise.all(
      patients.map(({ address, browser }, index) =>
        send(browser, `${address}/reschedule/check-new-time`, forms[index] ?? {}),
      ),
    )
    const won = answers.filter(({ status }) => status === 303)
    const lost = answers.filter(({ status }) => status === 409)
    assert.deepEqual([won.length, lost.length], [capacity, 50 - capacity])
    for (const { text } of lost) {
      assert.ok(words(text).includes('That time is no longer free You still have your appointment.'))
      assert.ok(text.includes(`value="${other}"`), 'shown the other time')
      assert.ok(!text.includes(`value="${wanted}"`))
    }

    assert.equal((await portal.database('slot').where('id', wanted).first()).booked, capacity)
    assert.deepEqual(await slotsNotAsBooked(portal.database), [])
    for (const [index, { patientId }] of patients.entries()) {
      const booked = await portal.database('appointment').where({ patient_id: patientId, status: 'booked' })
      assert.equal(booked.length, 1, 'neither without an appointment nor with two')
      assert.equal(booked[0].slot_id === wanted, answers[index]?.status === 303)
    }
  })

test('patients who swap times at the same moment all succeed', async () => {
  const clinicId = await aClinic(portal.database)
  const patients = await patientsOf(clinicId, 10)
  const slots = []
  for (let day = 8; day < 18; day++) slots.push(await aSlot(portal.database, clinicId, moment(day)))
  const forms: Fields[] = []
  for (const [index, patient] of patients.entries())
    forms.push(await aboutToMove(portal, patient, String(slots[index])))
  const answers = await Promise.all(
    patients.map(({ address, browser }, index) =>
      send(browser, `${address}/reschedule/check-new-time`, forms[index] ?? {}),
    ),
  )
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([303]))
  assert.deepEqual(await slotsNotAsBooked(portal.database), [])
})
