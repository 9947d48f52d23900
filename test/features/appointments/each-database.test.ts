import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { fromColumn } from '../../../src/database/columns.ts'
import { auditedChanges } from '../../support/audited.ts'
import { aDatabaseUrl, connected, onEachDatabase } from '../../support/databases.ts'
import { type Fields, send } from '../../support/form.ts'
import { words } from '../../support/page.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { slotsNotAsBooked } from './door.ts'
import { aboutToAsk, aboutToCancel, aboutToMove, freeSlot, someoneLoggedIn } from './support.ts'

/** A patient's journeys over HTTP, on each database. */

async function portalOn(t: TestContext): Promise<TestPortal> {
  const portal = await aPortal({ databaseUrl: await aDatabaseUrl(t) })
  t.after(() => portal.close())
  await connected(portal.database, 5)
  return portal
}

const booked = (portal: TestPortal, patientId: string) =>
  portal.database('appointment').where({ patient_id: patientId, status: 'booked' })

onEachDatabase('a patient logs in, cancels an appointment and sees that it is cancelled', async t => {
  const portal = await portalOn(t)
  const patient = await someoneLoggedIn(portal, { appointment: { title: 'Kardiologie 𠮷 Ω' } })
  const list = await patient.browser.get('/patient-portal/appointments').expect(200)
  assert.match(words(list.text), /Kardiologie 𠮷 Ω/)
  const page = words((await patient.browser.get(patient.address).expect(200)).text)
  assert.match(page, /Monday 22 June 2026/)
  assert.match(page, /10am/)
  const sure = await aboutToCancel(patient)
  const [first, again] = await Promise.all([
    send(patient.browser, `${patient.address}/cancel/confirm`, sure),
    send(patient.browser, `${patient.address}/cancel/confirm`, sure),
  ])
  assert.deepEqual([first.status, again.status], [303, 303])
  assert.match(words((await patient.browser.get(patient.address).expect(200)).text), /Cancelled/)
  assert.deepEqual(await booked(portal, patient.patientId), [])
  assert.equal((await auditedChanges(portal.database)).length, 1)
  for (const table of ['outbox', 'accepted_change'])
    assert.equal((await portal.database(table).select()).length, 1, table)
})

onEachDatabase('a patient asks for another time, and the request is pending', async t => {
  const portal = await portalOn(t)
  const patient = await someoneLoggedIn(portal, { trust: { reschedule_how: 'request' } })
  const form = await aboutToAsk(patient, { datesToAvoid: 'My sister’s wedding, 3 July 👰🏽' })
  await send(patient.browser, `${patient.address}/reschedule/check-request`, form).expect(303)
  const { dates_to_avoid } = await portal.database('change_request').first()
  assert.equal(dates_to_avoid, 'My sister’s wedding, 3 July 👰🏽')
  assert.match(words((await patient.browser.get(patient.address).expect(200)).text), /Pending reschedule/i)
})

onEachDatabase(
  'when several patients choose one time, one gets it and the others keep their appointments',
  async t => {
    const portal = await portalOn(t)
    const first = await someoneLoggedIn(portal)
    const patients = [first]
    for (let each = 0; each < 4; each++)
      patients.push(await someoneLoggedIn(portal, { appointment: { clinic_id: first.clinicId } }))
    const wanted = await freeSlot(portal, first, { days: 9 })
    const forms: Fields[] = []
    for (const patient of patients) forms.push(await aboutToMove(portal, patient, wanted))
    const answers = await Promise.all(
      patients.map(({ address, browser }, index) =>
        send(browser, `${address}/reschedule/check-new-time`, forms[index] ?? {}),
      ),
    )
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 409, 409, 409, 409])
    for (const { patientId } of patients) assert.equal((await booked(portal, patientId)).length, 1)
    assert.deepEqual(await slotsNotAsBooked(portal.database), [])
  },
)

onEachDatabase('an older copy keeps working after a later release has added columns', async t => {
  const portal = await portalOn(t)
  const patient = await someoneLoggedIn(portal)
  const wanted = await freeSlot(portal, patient, { days: 9 })
  await portal.database.schema.alterTable('appointment', table => {
    table.string('reminder', 20).notNullable().defaultTo('by post')
  })
  await portal.database.schema.alterTable('appointment', table => {
    table.datetime('reminded_at', { precision: 3, useTz: false })
  })
  await portal
    .database('appointment')
    .update({ reminder: 'by phone', reminded_at: '2026-06-14T09:00:00.003' })
  const form = await aboutToMove(portal, patient, wanted)
  await send(patient.browser, `${patient.address}/reschedule/check-new-time`, form).expect(303)
  const [moved] = await booked(portal, patient.patientId)
  assert.equal(moved.slot_id, wanted)
  assert.equal(moved.reminder, 'by phone')
  assert.equal(String(fromColumn(moved.reminded_at)), '2026-06-14T09:00:00.003Z')
})
