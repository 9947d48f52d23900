import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readBy } from '../features/access-log/support.ts'
import {
  aboutToAsk,
  aboutToCancel,
  aboutToMove,
  freeSlot,
  someone,
  someoneLoggedIn,
} from '../features/appointments/support.ts'
import { auditedChanges } from '../support/audited.ts'
import { aClinic, anAppointment, aPatient, aTrust } from '../support/builders.ts'
import { withoutTable } from '../support/database/faulty-tables.ts'
import { send } from '../support/form.ts'
import { hiddenFields } from '../support/page.ts'
import { newPerson } from '../support/person.ts'
import { aPortal } from '../support/portal.ts'
import { ask } from './support.ts'
import { isR4 } from './validators.ts'

/**
 * Which patients' appointments the aggregator gets, and which of them: Get Appointments API, inclusion and exclusion
 * rules.
 */

const portal = await aPortal()
after(() => portal.close())
const { database } = portal

async function idsOf(person: Parameters<typeof ask>[1]): Promise<string[]> {
  const { body, status } = await ask(portal, person)
  assert.equal(status, 200)
  isR4(body)
  return (body.entry ?? []).map((each: { resource: { id: string } }) => each.resource.id)
}

async function isEmpty(person: Parameters<typeof ask>[1], resource = 'Appointment') {
  const correlationId = '00000000-0000-4000-8000-000000000001'
  const { body, status } = await ask(portal, person, { resource, correlationId })
  assert.equal(status, 200)
  assert.deepEqual(body, { resourceType: 'Bundle', id: correlationId, type: 'searchset', total: 0 })
  isR4(body)
}

test('one answer has all appointments: past, upcoming, cancelled and missed, earliest first', async () => {
  const person = newPerson()
  const patient = await aPatient(database, person)
  const clinic = await aClinic(database, { trust_ods_code: await aTrust(database) })
  const ids: string[] = []
  for (let day = -60; day < 60; day++) {
    const when = { now: portal.clock.now(), in: { hours: day * 24 + 1 } }
    const status = day < 0 ? (day % 2 ? 'fulfilled' : 'noshow') : 'booked'
    ids.push(await anAppointment(database, patient, clinic, when, { status }))
  }
  const cancelled = { status: 'cancelled', cancelled_by: 'patient', cancelled_at: '2026-06-01T08:00:00.000' }
  await database('appointment').whereIn('id', ids.slice(10, 20)).update(cancelled)
  assert.deepEqual(await idsOf(person), ids)
})

for (const [who, changes] of Object.entries({
  'is not allowed the portal by the trust (SRCBR1a)': { portal_access: false },
  'is sensitive on PDS (SRCBR1b)': { sensitive: true },
  'has an NHS number that is not verified': { nhs_number_status: '02' },
}))
  test(`the answer is empty for a patient who ${who}`, async () => {
    const { person, patientId } = await someone(portal)
    await database('patient').where('id', patientId).update(changes)
    await isEmpty(person)
    assert.deepEqual(await database('audit_log').where('patient_id', patientId), [])
  })

test('the answer is empty for a person without a record, or without appointments', async () => {
  await isEmpty(newPerson())
  const person = newPerson()
  await aPatient(database, person)
  await isEmpty(person)
})

for (const [what, appointment] of Object.entries({
  'that is hidden': { hidden: true },
  'that is a holding appointment': { holding: true },
}))
  test(`an appointment ${what} is not in the answer (SRCBR3)`, async () => {
    const { person } = await someone(portal, { appointment })
    await isEmpty(person)
  })

test('an appointment at a clinic or of a specialty that the trust hides is not in the answer (SRCBR2, SRCBR4)', async () => {
  for (const rule of ['clinic', 'specialty']) {
    const { person, clinicId, id } = await someone(portal)
    const clinic = await database('clinic').where('id', clinicId).first()
    assert.deepEqual(await idsOf(person), [id])
    await database('visibility_rule').insert({
      id,
      trust_ods_code: clinic.trust_ods_code,
      ...(rule === 'clinic'
        ? { clinic_id: clinicId }
        : { treatment_function_code: clinic.treatment_function_code }),
    })
    await isEmpty(person)
  }
})

test('letters and questionnaires of a patient who has none are empty lists with the same checks', async () => {
  const { person } = await someone(portal)
  for (const resource of ['DocumentReference', 'Task']) {
    await isEmpty(person, resource)
    assert.equal((await ask(portal, person, { resource, bearer: 'x' })).status, 401)
    assert.equal((await ask(portal, person, { resource, query: '' })).status, 400)
    assert.equal((await ask(portal, person, { resource, idToken: 'x' })).status, 401)
  }
})

test('each answer to the aggregator has one entry in the audit log', async () => {
  const { person, patientId } = await someone(portal)
  await idsOf(person)
  await ask(portal, person, { idToken: 'x' })
  const entries = await database('audit_log').where('patient_id', patientId)
  assert.deepEqual(
    entries.map(({ actor, action, appointment_id }) => ({ actor, action, appointment_id })),
    [{ actor: 'aggregator', action: 'listed-in-nhs-app', appointment_id: null }],
  )
  assert.deepEqual(await readBy(portal, patientId), ['The NHS App read the list of your appointments'])
})

test('a list that cannot be audited is an error, never an empty list', async () => {
  const { person } = await someone(portal)
  for (const table of ['audit_log', 'appointment', 'patient']) {
    const { body, status } = await withoutTable(database, table, () => ask(portal, person))
    assert.equal(status, 500, table)
    assert.equal(body.resourceType, 'OperationOutcome')
  }
})

/** The status and the pending request of each appointment in the aggregator's answer. */
async function statusesOf(person: Parameters<typeof ask>[1]): Promise<string[]> {
  const { body } = await ask(portal, person)
  isR4(body)
  const of = ({
    resource,
  }: {
    resource: { status: string; extension: { url: string; valueCode: string }[] }
  }) =>
    [resource.status, resource.extension.find(({ url }) => url.endsWith('RequestStatus'))?.valueCode]
      .filter(Boolean)
      .join(', ')
  return (body.entry ?? []).map(of)
}

test('a patient’s change is in the very next answer: cancelled, moved, requested', async () => {
  const byRequest = { trust: { cancel_how: 'request', reschedule_how: 'request' } }
  const cancels = await someoneLoggedIn(portal)
  assert.deepEqual(await statusesOf(cancels.person), ['booked'])
  await send(cancels.browser, `${cancels.address}/cancel/confirm`, await aboutToCancel(cancels)).expect(303)
  assert.deepEqual(await statusesOf(cancels.person), ['cancelled'])

  const moves = await someoneLoggedIn(portal)
  const slotId = await freeSlot(portal, moves, { days: 14 })
  const form = await aboutToMove(portal, moves, slotId)
  await send(moves.browser, `${moves.address}/reschedule/check-new-time`, form).expect(303)
  assert.deepEqual(await statusesOf(moves.person), ['cancelled', 'booked'])

  const asks = await someoneLoggedIn(portal, byRequest)
  await send(asks.browser, `${asks.address}/cancel/confirm`, await aboutToCancel(asks)).expect(303)
  assert.deepEqual(await statusesOf(asks.person), ['booked, Pending Cancellation'])

  const waits = await someoneLoggedIn(portal, byRequest)
  const request = await aboutToAsk(waits)
  await send(waits.browser, `${waits.address}/reschedule/check-request`, request).expect(303)
  assert.deepEqual(await statusesOf(waits.person), ['booked, Pending Reschedule'])
  assert.ok((await auditedChanges(database)).length >= 4)

  const page = `${waits.address}/withdraw-request`
  const withdrawal = hiddenFields((await waits.browser.get(page).expect(200)).text)
  await send(waits.browser, page, withdrawal).expect(303)
  assert.deepEqual(await statusesOf(waits.person), ['booked'])
})
