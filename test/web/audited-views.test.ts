import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { readBy } from '../features/access-log/support.ts'
import { aboutToCancel, someone, someoneLoggedIn } from '../features/appointments/support.ts'
import { auditedAccesses } from '../support/audited.ts'
import { whileRefusing } from '../support/database/faulty-tables.ts'
import { formToken } from '../support/form.ts'
import { heading, withoutTokens } from '../support/page.ts'
import { aPortal, type TestPortal } from '../support/portal.ts'
import { pages } from '../support/routes/routes.ts'
import { comeTo, statusOf } from '../support/routes/visit.ts'

/** What a patient is shown is in the audit log before they see it, whichever page it is. */

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const patientPages = pages.filter(({ group }) => group === 'patient')

const written = async (about: { subject_type?: string } = {}) =>
  Number((await portal.database('audit_log').where(about).count({ all: '*' }).first())?.all)

/** What each patient reads in their access log. */
async function readByAll() {
  const read = new Map<string, string[]>()
  for (const id of await portal.database('patient').pluck('id')) read.set(id, await readBy(portal, id))
  return read
}

const withoutLog = <T>(act: () => Promise<T>) =>
  whileRefusing(portal.database, { verb: 'insert', table: 'audit_log', message: 'disk full' }, act)

test('there are pages to look at', () => assert.ok(patientPages.length > 12))

for (const route of patientPages)
  test(`${route.address} is shown with one entry in the audit log, and not without`, async () => {
    const { browser, params = {}, path, patientId = '', words: theirs = [] } = await comeTo(portal, route)
    const before = await written()
    const readBefore = await readBy(portal, patientId)
    const beforeOfPatient = await written({ subject_type: 'patient' })
    const page = await browser.get(path)
    const shown = page.text ?? String(page.body)
    const shows = (texts: readonly string[]) => texts.some(each => shown.includes(each))
    if (statusOf(route.answer ?? 200) === 303) {
      assert.equal(page.status, 303)
      assert.ok(!shows(theirs))
      assert.equal(await written(), before, 'nothing is shown, nothing is written')
      return
    }
    assert.equal(page.status, 200)
    assert.equal(page.type === 'text/html', !route.kind, 'its fixture says whether it is a page')
    assert.ok(shows([...theirs, ...Object.values(params)]), 'it shows something of the patient’s')
    assert.equal(await written(), before + 1)
    const [newest, ...rest] = await readBy(portal, patientId)
    assert.match(newest ?? '', /^You (?!looked at or changed)/, 'they read that they have opened it')
    assert.deepEqual(rest, readBefore)
    // A page of one appointment is audited as about an appointment, not as about the patient in general.
    if (route.owned)
      assert.equal(await written({ subject_type: 'patient' }), beforeOfPatient, 'it names its subject')

    const refused = await withoutLog(() => browser.get(path))
    assert.equal(refused.status, 500)
    assert.equal(heading(refused.text), 'There is a problem with this service')
    for (const each of theirs) assert.ok(!refused.text.includes(each))
    assert.equal(await written(), before + 1)
    assert.equal((await browser.get(path)).status, 200, 'nor is it forgotten how to show it')
  })

for (const route of pages.filter(({ group }) => group === 'staff'))
  test(`${route.address} shows staff patients who read of it in their own access log, or shows none`, async () => {
    const { browser, path, words: ofPatients = [] } = await comeTo(portal, route)
    const before = await written()
    const readBefore = await readByAll()
    const page = await browser.get(path).expect(200)
    const showsPatients = ofPatients.length > 0
    for (const each of ofPatients)
      assert.ok(page.text.includes(each), 'its fixture says what it shows of patients')
    assert.equal((await written()) > before, showsPatients)
    // Whoever's NHS number is on the page, and nobody else.
    for (const { id, nhs_number } of await portal.database('patient').select('id', 'nhs_number')) {
      const isShown = page.text.includes(nhs_number.replace(/^(...)(...)/, '$1 $2 '))
      const [newest, ...rest] = await readBy(portal, id)
      if (!isShown) assert.deepEqual(newest ? [newest, ...rest] : [], readBefore.get(id))
      else {
        assert.match(
          newest ?? '',
          /^(Booking team|Team lead|Clinician|Administrator|Auditor) (?!looked at or)/,
        )
        assert.deepEqual(rest, readBefore.get(id))
      }
    }
    const unwritten = await withoutLog(() => browser.get(path))
    assert.equal(unwritten.status, showsPatients ? 500 : 200)
    for (const each of ofPatients) assert.ok(!unwritten.text.includes(each))
  })

for (const route of patientPages.filter(({ form }) => form))
  test(`${route.address}, sent wrongly, shows nothing of the patient’s without an entry either`, async () => {
    const { browser, path, words: theirs = [] } = await comeTo(portal, route)
    const token = await formToken(browser)
    const send = () => browser.post(path).type('form').send(token)
    const before = await written()
    const page = await send()
    assert.equal(page.status, 400)
    const shown = heading(page.text) !== 'There is a problem with this page'
    assert.equal(await written(), before + (shown ? 1 : 0))
    const refused = await withoutLog(send)
    assert.equal(refused.status, shown ? 500 : 400)
    for (const each of theirs) assert.ok(!refused.text.includes(each))
  })

test('why an appointment cannot be changed, and that it has changed, is written down too', async () => {
  const patient = await someoneLoggedIn(portal)
  const form = await aboutToCancel(patient)
  const appointment = portal.database('appointment').where('id', patient.id)
  await appointment.clone().update({ place: 'Room 9', medium: 'FACE_TO_FACE', version: 2 })
  const send = () => patient.browser.post(`${patient.address}/cancel/confirm`).type('form').send(form)
  const before = await written()
  assert.equal((await send()).status, 409)
  assert.equal(await written(), before + 1)
  await appointment.clone().update('priority', 'TWO_WEEK_WAIT')
  assert.equal((await patient.browser.get(`${patient.address}/cancel`)).status, 409)
  assert.equal(await written(), before + 2)
  const refused = await withoutLog(() => patient.browser.get(`${patient.address}/cancel`))
  assert.equal(refused.status, 500)
  assert.ok(!refused.text.includes('Cardiology'))
})

test('another patient’s appointment and one that does not exist look alike, and the audit log says who looked for them', async () => {
  const { browser, patientId } = await someoneLoggedIn(portal)
  const other = await someone(portal)
  const unknown = randomUUID()
  const answers = []
  for (const id of [other.id, unknown]) {
    const { text } = await browser.get(`/patient-portal/appointment/${id}`).expect(404)
    const page = withoutTokens(text).replaceAll(id, 'ID')
    answers.push(page.replaceAll(/[0-9a-f]{8}(?=<)/g, 'REFERENCE'))
  }
  assert.equal(answers[0], answers[1])
  const sought = await auditedAccesses(portal.database, patientId)
  assert.deepEqual(
    sought.map(({ action, appointment_id }) => [action, appointment_id]),
    [
      ['sought-appointment', other.id],
      ['sought-appointment', unknown],
    ],
  )
  const lines = portal.logged.map(line => JSON.parse(line)).filter(({ event }) => event === 'authz_fail')
  assert.equal(lines.length, 2)
  assert.ok(!portal.logged.join('').includes(other.id))
})

test('an attempt that cannot be written down is answered alike for both, too', async () => {
  const { browser } = await someoneLoggedIn(portal)
  const other = await someone(portal)
  for (const id of [other.id, randomUUID()])
    await withoutLog(() => browser.get(`/patient-portal/appointment/${id}`).expect(500))
})

test('the log answers who saw an appointment between two moments', async () => {
  const them = await someoneLoggedIn(portal)
  const stranger = await someoneLoggedIn(portal)
  const at = () => portal.clock.now().toString({ smallestUnit: 'millisecond' }).slice(0, -1)
  await them.browser.get(them.address).expect(200)
  portal.clock.pass({ minutes: 1 })
  const from = at()
  await them.browser.get(them.address).expect(200)
  await them.browser.get('/patient-portal/appointments').expect(200)
  await stranger.browser.get(them.address).expect(404)
  const until = at()
  portal.clock.pass({ minutes: 1 })
  await them.browser.get(them.address).expect(200)

  const answer = await portal
    .database('audit_log')
    .whereBetween('at', [from, until])
    .where(about => about.where('appointment_id', them.id).orWhere('patient_id', them.patientId))
    .select('patient_id', 'action')
    .orderBy('action')
  assert.deepEqual(answer, [
    { patient_id: stranger.patientId, action: 'sought-appointment' },
    { patient_id: them.patientId, action: 'viewed-appointment' },
    { patient_id: them.patientId, action: 'viewed-appointments' },
  ])
})
