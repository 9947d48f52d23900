import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { audit } from '../../../../src/audit/audit.ts'
import { toColumn } from '../../../../src/database/columns.ts'
import { answer } from '../../../support/form.ts'
import { heading, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { addressOf, aPatientOf } from '../../staff-patients/support.ts'
import { type AuditedTrust, anAuditedTrust, LOG } from '../support.ts'

let portal: TestPortal
let at: AuditedTrust

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await anAuditedTrust(portal)
  portal.clock.pass({ minutes: 1 })
})

const shown = async (query = '') => words((await at.helen.get(LOG + query).expect(200)).text)
const numberOf = (nhsNumber: string) => nhsNumber.replace(/^(...)(...)/, '$1 $2 ')

test('an auditor reads who opened which patient, newest first, with name and role', async () => {
  const [first, second] = [await aPatientOf(at), await aPatientOf(at)]
  await at.amal.get(addressOf(first.patientId)).expect(200)
  portal.clock.pass({ minutes: 1 })
  await at.lee.get(addressOf(second.patientId)).expect(200)
  const { text } = await at.helen.get(LOG).expect(200)
  assert.equal(heading(text), 'Audit log')
  const lines = [
    `${at.leeName} , Team lead Viewed patient, patient ${numberOf(second.nhsNumber)}`,
    `${at.amalName} , Booking team Viewed patient, patient ${numberOf(first.nhsNumber)}`,
  ]
  const places = lines.map(line => words(text).indexOf(line))
  assert.ok(places[0] !== undefined && places[0] > 0, words(text))
  assert.ok(places[1] !== undefined && places[1] > places[0], words(text))
  assert.match(words(text), new RegExp(`${at.helenName} , Auditor Logged in as auditor`))
})

test('a list is one entry, however many patients were on it, and so is each page of the log itself', async () => {
  await aPatientOf(at)
  await aPatientOf(at)
  await at.amal.get('/staff/patients').expect(200)
  await shown()
  const text = await shown()
  assert.equal(text.match(/Viewed patients(?! affected| to tell)/g)?.length, 1 + 1, text)
  assert.equal(text.match(/, Auditor Viewed audit log/g)?.length, 1)
})

test('each patient whom the page shows can read that the auditor saw it', async () => {
  const { patientId } = await aPatientOf(at)
  await at.amal.get(addressOf(patientId)).expect(200)
  await shown()
  const entries = portal.database('audit_log').where({ patient_id: patientId, action: 'viewed-audit-log' })
  assert.deepEqual(await entries.pluck('actor_role'), ['auditor'])
})

test('what staff of another trust did, and what is about its appointments, is not there', async () => {
  const elsewhere = await anAuditedTrust(portal)
  const patient = await aPatientOf(at)
  const appointmentId = await elsewhere.team.doors.booked(patient, elsewhere.team.clinicId, { days: 9 })
  await elsewhere.amal.get(addressOf(patient.patientId)).expect(200)
  const { requestId } = await elsewhere.team.asked('cancel', patient)
  const write = (type: string, id: string) =>
    portal.database.transaction(transaction =>
      audit(transaction, patient, 'viewed-appointment', { type, id }, portal.clock.now()),
    )
  await write('appointment', appointmentId)
  await write('change-request', requestId)
  const text = await shown()
  assert.ok(!text.includes(elsewhere.amalName))
  assert.doesNotMatch(text, /The patient/)
  assert.match(words((await elsewhere.helen.get(LOG)).text), /The patient Viewed appointment/)
  await write('appointment', patient.appointmentId)
  assert.match(await shown(), /The patient Viewed appointment/)
})

test('the filters choose kind, action, person and days, and stand in the address', async () => {
  const patient = await aPatientOf(at)
  await at.amal.get(addressOf(patient.patientId)).expect(200)
  await portal.database.transaction(transaction =>
    audit(
      transaction,
      patient,
      'viewed-appointments',
      { type: 'patient', id: patient.patientId },
      portal.clock.now(),
    ),
  )
  assert.doesNotMatch(await shown('?who=patients'), /Viewed patient,/)
  assert.match(await shown('?who=patients'), /The patient Viewed appointments/)
  assert.doesNotMatch(await shown('?who=staff'), /The patient Viewed/)
  assert.match(await shown('?who=nhs-app'), /No entry matches what you chose/)
  const opened = await shown('?action=viewed-patient')
  assert.match(opened, /Viewed patient, patient/)
  assert.doesNotMatch(opened, /, Auditor (Logged|Viewed)/)
  const amal = await portal.database('staff_user').where('name', at.amalName).first()
  const hers = await shown(`?staff=${amal.id}`)
  assert.match(hers, new RegExp(`${at.amalName} , Booking team Viewed patient`))
  assert.doesNotMatch(hers, /, Auditor (Logged|Viewed)/)
  const today = portal.clock.now().toZonedDateTimeISO('Europe/London').toPlainDate()
  assert.match(await shown(`?from=${today}&to=${today}&action=viewed-patient`), /Viewed patient,/)
  const tomorrow = today.add({ days: 1 })
  assert.match(await shown(`?from=${tomorrow}`), /No entry matches/)
  const typed = String(today).split('-').toReversed().join('%2F')
  assert.match(await shown(`?from=${typed}&to=${typed}&action=viewed-patient`), /Viewed patient,/)
  assert.match(await shown(`?to=${today.subtract({ days: 1 })}`), /No entry matches/)
})

test('without a first day the list goes back 90 days, and with one further', async () => {
  const { patientId } = await aPatientOf(at)
  await at.amal.get(addressOf(patientId)).expect(200)
  const opened = portal.database('audit_log').where({ patient_id: patientId, action: 'viewed-patient' })
  await opened.update({ at: toColumn(portal.clock.now().subtract({ hours: 90 * 24 + 1 })) })
  assert.match(await shown('?action=viewed-patient'), /No entry matches/)
  assert.match(await shown('?action=viewed-patient&from=2026-01-01'), /Viewed patient, patient/)
  assert.match(await shown('?action=viewed-patient&to=2026-05-01'), /Viewed patient, patient/)
})

test('days that are wrong are named, and what was typed stays', async () => {
  for (const [query, fault] of [
    ['?from=3+May', 'First day must be a real date'],
    ['?from=31/2/2026', 'First day must be a real date'],
    ['?to=2026-02-30', 'Last day must be a real date'],
    ['?from=2026-05-02&to=2026-05-01', 'The last day must not be before the first'],
  ] as const) {
    const { text } = await at.helen.get(LOG + query).expect(400)
    assert.ok(words(text).includes(`There is a problem ${fault}`), words(text))
  }
  const { text } = await at.helen.get(`${LOG}?from=3+May`).expect(400)
  assert.match(text, /value="3 May"/)
  await at.helen.get(`${LOG}/file?from=3+May`).expect(400)
})

test('more entries than fit on a page are reached by following the links, each once', async () => {
  const patient = await aPatientOf(at)
  for (let count = 0; count < 130; count += 1) {
    // Many have the same time.
    if (count % 40 === 0) portal.clock.pass({ seconds: 1 })
    const subject = { type: 'appointment', id: patient.appointmentId, version: count + 1 }
    await portal.database.transaction(transaction =>
      audit(transaction, patient, 'viewed-appointment', subject, portal.clock.now()),
    )
  }
  let address: string | undefined = `${LOG}?who=patients`
  const counts: number[] = []
  while (address) {
    const { text }: { text: string } = await at.helen.get(address).expect(200)
    counts.push(text.match(/Viewed appointment(?!s)(?=[<,\s])(?!<\/option)/g)?.length ?? 0)
    address = text.match(/href="([^"]+)">Show older entries/)?.[1]?.replaceAll('&amp;', '&')
    assert.doesNotMatch(address ?? '', /trust:/)
  }
  assert.deepEqual(counts, [50, 50, 30])
  assert.match(await shown('?who=patients&after=100000000000.1.trust'), /There are no older entries/)
})

test('only an auditor may read it', async () => {
  await at.amal.get(LOG).expect(403)
  await at.lee.get(LOG).expect(403)
  assert.ok(!(await at.lee.get('/staff')).text.includes(LOG))
  assert.ok((await at.helen.get('/staff')).text.includes(LOG))
})

test('an NHS number that is wrong is refused, and what was typed stays', async () => {
  for (const [nhsNumber, fault] of [
    ['', 'Enter an NHS number'],
    ['123', 'Enter an NHS number with 10 digits'],
    ['999 000 0019', 'Check the NHS number. It is not a valid NHS number'],
  ] as const) {
    const wrong = await answer(at.helen, LOG, { nhsNumber })
    assert.equal(wrong.status, 400)
    assert.ok(words(wrong.text).includes(`There is a problem ${fault}`))
    if (nhsNumber) assert.ok(wrong.text.includes(`value="${nhsNumber}"`))
  }
})
