import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aPatient } from '../../support/builders.ts'
import { type Fields, send } from '../../support/form.ts'
import { hiddenFields } from '../../support/page.ts'
import { newPerson } from '../../support/person.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { staffFormToken } from '../../support/staff.ts'
import { aContactRequest } from '../contact-requests/support.ts'
import { addressOf } from '../staff-patients/support.ts'
import { aSensitiveRecord, formOf, stateReason } from './support.ts'

/** A form about a sensitive record changes nothing before a reason is stated, although it would show nothing either. */

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

/** A patient with a request of this kind, a task and another appointment, and a team lead of the trust. */
async function aPatientWithWork(kind: 'cancel' | 'reschedule') {
  const at = await aSensitiveRecord(portal)
  const { patient, requestId } = await at.team.asked(kind)
  const { patientId } = patient
  const appointmentId = await at.team.doors.booked(patient, at.team.clinicId, { days: 20 })
  const slotId = await at.team.doors.aSlot(at.team.clinicId, { days: 14 })
  const taskId = await aContactRequest(portal, patientId, at.team.trust)
  const address = addressOf(patientId)
  const request = `/staff/requests/${requestId}`
  const task = `/staff/tasks/${taskId}`
  const appointment = `${address}/appointments/${appointmentId}`
  return { at, patientId, slotId, address, appointment, request, task }
}

type Work = Awaited<ReturnType<typeof aPatientWithWork>>

interface Form {
  of: 'cancel' | 'reschedule'
  address(work: Work): string
  /** Beside the hidden fields. */
  fields(work: Work): Fields | Promise<Fields>
}

const chosen = async ({ at, slotId }: Work) => ({
  ...(await at.team.doors.chosen(slotId)),
  told: 'phone',
})

const FORMS: Record<string, Form> = {
  'start work on a request': { of: 'cancel', address: at => at.request, fields: () => ({ step: 'claim' }) },
  'take a request over': {
    of: 'cancel',
    address: at => `${at.request}/take-over`,
    fields: () => ({ text: 'I am free' }),
  },
  'add a note': { of: 'cancel', address: at => `${at.request}/note`, fields: () => ({ text: 'Phoned' }) },
  'mark as urgent': {
    of: 'cancel',
    address: at => `${at.request}/priority`,
    fields: () => ({ text: 'Soon' }),
  },
  assign: {
    of: 'cancel',
    address: at => `${at.request}/assign`,
    fields: async ({ at }) => ({
      assignee: (await portal.database('staff_user').where('name', at.amalName).first()).id,
    }),
  },
  'cancel as asked': { of: 'cancel', address: at => `${at.request}/cancel`, fields: () => ({}) },
  decline: {
    of: 'cancel',
    address: at => `${at.request}/decline`,
    fields: () => ({ reply: 'Please phone us', next: 'decline' }),
  },
  'move as asked': {
    of: 'reschedule',
    address: at => `${at.request}/new-time`,
    fields: async work => {
      const { slotId, timeSeen } = await chosen(work)
      return { slotId, timeSeen }
    },
  },
  'start work on a task': { of: 'cancel', address: at => at.task, fields: () => ({ step: 'claim' }) },
  'take a task over': {
    of: 'cancel',
    address: at => `${at.task}/take-over`,
    fields: () => ({ text: 'I am free' }),
  },
  'add a note to a task': {
    of: 'cancel',
    address: at => `${at.task}/note`,
    fields: () => ({ text: 'Phoned' }),
  },
  'close a task': {
    of: 'cancel',
    address: at => `${at.task}/close`,
    fields: () => ({ outcome: 'answered-by-text', words: 'We have spoken' }),
  },
  'take out of the portal': {
    of: 'cancel',
    address: at => `${at.address}/portal-access`,
    fields: () => ({ decision: 'barred', reason: 'They asked' }),
  },
  'cancel on the phone': {
    of: 'cancel',
    address: at => `${at.appointment}/cancel`,
    fields: () => ({ reason: 'no-transport', told: 'phone' }),
  },
  'move on the phone': { of: 'cancel', address: at => `${at.appointment}/move`, fields: chosen },
  'book on the phone': {
    of: 'cancel',
    address: at => `${at.address}/book/${at.at.team.clinicId}`,
    fields: chosen,
  },
}

/** How much has been done for a patient or about them. */
async function done({ patientId, request, task }: Work) {
  const rows = (table: string) => portal.database(table)
  const idIn = (address: string) => address.split('/').at(-1)
  return {
    request: await rows('change_request').where('id', idIn(request)).first(),
    task: await rows('task').where('id', idIn(task)).first(),
    patient: (await rows('patient').where('id', patientId).first()).portal_access,
    appointments: await rows('appointment').where('patient_id', patientId).orderBy('id'),
  }
}

for (const [name, { of, address, fields }] of Object.entries(FORMS))
  test(`${name}: not before a reason is stated`, async () => {
    const work = await aPatientWithWork(of)
    const { lee } = work.at
    const { text } = await lee.get(address(work)).expect(200)
    const form = { ...hiddenFields(text), ...(await fields(work)) }
    const ofPatient = portal.database('patient').where('id', work.patientId)
    await ofPatient.clone().update({ sensitive: true })
    const before = await done(work)
    const refused = await send(lee, address(work), form).expect(303)
    assert.equal(
      refused.headers.location,
      `${formOf(work.patientId)}?to=${encodeURIComponent(address(work))}`,
    )
    assert.deepEqual(await done(work), before)
    const entry = { action: 'sought-sensitive-record', patient_id: work.patientId }
    assert.equal((await portal.database('audit_log').where(entry)).length, 1)
    await stateReason(lee, { form: formOf(work.patientId) })
    const made = await send(lee, address(work), form)
    assert.deepEqual([made.status, String(made.headers.location).includes('state-reason')], [303, false])
    assert.notDeepEqual(await done(work), before)
  })

test('a form about a sensitive patient of another trust says that they are not there', async () => {
  const { address, at, patientId, task } = await aPatientWithWork('cancel')
  await portal.database('patient').where('id', patientId).update({ sensitive: true })
  const elsewhere = await aSensitiveRecord(portal)
  const token = await staffFormToken(elsewhere.lee)
  const barred = { ...token, version: '1', decision: 'barred', reason: 'None' }
  await send(elsewhere.lee, `${address}/portal-access`, barred).expect(404)
  const step = { ...token, patient: patientId, version: '1', step: 'claim' }
  await send(elsewhere.lee, task, step).expect(404)
  // Naming another patient opens nothing either.
  await send(at.lee, task, {
    ...step,
    ...(await staffFormToken(at.lee)),
    patient: elsewhere.rose.patientId,
  }).expect(404)
})

test('the task of a patient without an appointment is opened with a reason too, and at no other trust', async () => {
  const at = await aSensitiveRecord(portal)
  const patientId = await aPatient(portal.database, newPerson())
  const task = `/staff/tasks/${await aContactRequest(portal, patientId, at.team.trust)}`
  const form = { ...hiddenFields((await at.amal.get(task).expect(200)).text), step: 'claim' }
  await portal.database('patient').where('id', patientId).update({ sensitive: true })
  const reason = `${formOf(patientId)}?to=${encodeURIComponent(task)}`
  assert.equal((await send(at.amal, task, form).expect(303)).headers.location, reason)
  const elsewhere = await aSensitiveRecord(portal)
  await elsewhere.amal.get(formOf(patientId)).expect(404)
  assert.equal(await stateReason(at.amal, { form: reason }), task)
  await at.amal.get(task).expect(200)
  assert.equal((await send(at.amal, task, form).expect(303)).headers.location, task)
})
