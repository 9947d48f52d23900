import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { reportView } from '../../../src/features/wayfinder/wayfinder.ts'
import { aPatient } from '../../support/builders.ts'
import { whileRefusing } from '../../support/database/faulty-tables.ts'
import { newPerson } from '../../support/person.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { someone, someoneLoggedIn } from '../appointments/support.ts'
import { eventsOf } from '../wayfinder/reported.ts'
import { comeFromNhsApp, tryToLogIn } from './support.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

async function lastLogIn() {
  const row = await portal.database('reporting_event').where('kind', 'log-in').orderBy('id', 'desc').first()
  return row && { ...row, details: JSON.parse(row.details) }
}

const PHONE = 'Mozilla/5.0 (iPhone) nhsapp-ios/3.1'

test('a log-in is reported with the fields Wayfinder requires, and a session id that gives no access', async () => {
  const person = newPerson()
  const patientId = await aPatient(portal.database, person)
  const browser = portal.browser().set('User-Agent', `${PHONE} ${'x'.repeat(600)}`)
  portal.nhsLogin.person = person
  await tryToLogIn(portal, browser)
  const logIn = await lastLogIn()
  assert.equal(logIn.patient_id, patientId)
  assert.equal(logIn.nhs_number, null)
  assert.deepEqual(
    { ...logIn.details, device: logIn.details.device.length },
    {
      outcome: 'success',
      inNhsApp: true,
      fromNhsApp: false,
      device: 512,
    },
  )
  const [session] = await portal.database('session').where('data', 'like', `%${logIn.session_id}%`)
  assert.ok(session)
  assert.notEqual(session.id_hash, logIn.session_id)
  await portal
    .browser()
    .get('/patient-portal/appointments')
    .set('Cookie', `sid=${logIn.session_id}`)
    .expect(303)
})

for (const [outcome, changes, kept] of [
  ['details-differ', { birth_date: '1971-01-01' }, true],
  ['not-online', { portal_access: false }, true],
  ['no-record', { nhs_number_status: '02' }, true],
  ['no-record', undefined, false],
  ['under-16', { birth_date: '2015-01-01' }, true],
] as const)
  test(`a log-in that ends with ${outcome} is reported${kept ? '' : ', with the NHS number because there is no record'}`, async () => {
    const person = newPerson()
    const patientId = changes ? await aPatient(portal.database, person, changes) : null
    portal.nhsLogin.person = outcome === 'under-16' ? { ...person, birthDate: '2015-01-01' } : person
    await tryToLogIn(portal, portal.browser())
    const logIn = await lastLogIn()
    assert.deepEqual(
      [logIn.details.outcome, logIn.patient_id, logIn.nhs_number],
      [outcome, patientId, kept ? null : person.nhsNumber],
    )
  })

test('a log-in is not reported if the record is sensitive, or if NHS login refused it', async () => {
  const before = await portal.database('reporting_event').count({ total: 'id' }).first()
  const person = newPerson()
  await aPatient(portal.database, person, { sensitive: true })
  portal.nhsLogin.person = person
  await tryToLogIn(portal, portal.browser())
  portal.nhsLogin.misbehaviour = 'server-error'
  await tryToLogIn(portal, portal.browser())
  portal.nhsLogin.misbehaviour = 'none'
  assert.deepEqual(await portal.database('reporting_event').count({ total: 'id' }).first(), before)
})

const viewsOf = async (id: string) =>
  (await eventsOf(portal.database, id)).filter(({ kind }) => kind === 'appointment-viewed')

test('a link of the NHS App to an appointment is reported as one view with its tracking id, even if the page is reloaded', async () => {
  const them = await someone(portal)
  portal.nhsLogin.person = them.person
  const browser = portal.browser()
  const trackingId = randomUUID()
  const link = `${them.address}?from=nhsApp&extSystemName=portal&trackingid=${trackingId.toUpperCase()}`
  await comeFromNhsApp(portal, browser, link)
  for (const path of [them.address, '/patient-portal/appointments', them.address])
    await browser.get(path).expect(200)
  const views = await viewsOf(them.id)
  const logIn = await lastLogIn()
  assert.deepEqual([logIn.details.trackingId, logIn.details.fromNhsApp], [trackingId, true])
  assert.deepEqual(
    views.map(view => [view.details.trackingId, view.session_id]),
    [[trackingId, logIn.session_id]],
  )

  // Another link, in the same session.
  await browser.get(`${them.address}?from=nhsApp&trackingId=not-a-uuid`).expect(303)
  await browser.get(them.address).expect(200)
  const again = await viewsOf(them.id)
  assert.deepEqual(
    again.map(view => view.details.trackingId),
    [trackingId, undefined],
  )
  assert.equal((await eventsOf(portal.database, them.id))[0]?.kind, 'appointment')
})

test('a link to a moved appointment is a view of its successor, and opening it from the list is not a view', async () => {
  const [old, became] = [await someone(portal), await someone(portal)]
  await portal.database('appointment').where('id', became.id).update({ patient_id: old.patientId })
  await portal.database('appointment').where('id', old.id).update({
    status: 'cancelled',
    cancelled_by: 'patient',
    cancelled_at: '2026-06-15T08:00:00.000',
    moved_to_id: became.id,
  })
  portal.nhsLogin.person = old.person
  const browser = portal.browser()
  await comeFromNhsApp(portal, browser, `${old.address}?from=nhsApp`)
  await browser.get(old.address).expect(303)
  await browser.get(became.address).expect(200)
  assert.deepEqual([(await viewsOf(old.id)).length, (await viewsOf(became.id)).length], [0, 1])

  const other = await someoneLoggedIn(portal)
  await other.browser.get('/patient-portal/appointments?from=nhsApp&trackingId=x').expect(303)
  await other.browser.get(other.address).expect(200)
  assert.equal((await viewsOf(other.id)).length, 0)
})

test('a link to another patient’s appointment is not a view', async () => {
  const [them, other] = [await someoneLoggedIn(portal), await someone(portal)]
  await them.browser.get(`${other.address}?from=nhsApp`).expect(303)
  await them.browser.get(other.address).expect(404)
  await them.browser.get(them.address).expect(200)
  assert.deepEqual([await viewsOf(other.id), await viewsOf(them.id)], [[], []])
})

test('the same link reported many times at the same moment is one view', async () => {
  const them = await someone(portal)
  const { clock, database } = portal
  const actor = { kind: 'patient', patientId: them.patientId, sessionId: randomUUID() } as const
  const view = () => reportView(database, actor, them.id, { id: jumpOffId }, clock.now())
  const jumpOffId = randomUUID()
  await Promise.all(Array.from({ length: 5 }, view))
  await view()
  assert.equal((await viewsOf(them.id)).length, 1)
})

test('a patient can log in even if the event cannot be saved', async () => {
  const { database } = portal
  const person = newPerson()
  await aPatient(database, person)
  await whileRefusing(database, { verb: 'insert', table: 'reporting_event' }, () => portal.logIn(person))
  assert.ok(portal.logged.some(line => line.includes('log-in event not saved')))
})
