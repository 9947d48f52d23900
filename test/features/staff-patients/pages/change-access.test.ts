import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { ask } from '../../../fhir/support.ts'
import { answer, send } from '../../../support/form.ts'
import { heading, hiddenFields, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { ADMINISTRATOR, addressOf, aPatientOf, aTrustAtWork, TEAM_LEAD, type Trust } from '../support.ts'

let portal: TestPortal
let at: Trust
let patient: Awaited<ReturnType<typeof aPatientOf>>
let address: string

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTrustAtWork(portal)
  patient = await aPatientOf(at)
  address = `${addressOf(patient.patientId)}/portal-access`
})

const mayUse = async () =>
  Boolean((await portal.database('patient').where('id', patient.patientId).first()).portal_access)
const steps = () => portal.database('patient_event').where('patient_id', patient.patientId).orderBy('place')

test('a patient who is logged in is out at their next step, cannot log in, and is not in the NHS App’s list', async () => {
  const person = { nhsNumber: patient.nhsNumber, birthDate: '1970-03-14' }
  const browser = await portal.logIn({ ...person, familyName: 'Testcase' })
  const listed = async () =>
    (await ask(portal, { ...person, familyName: 'Testcase' })).body.entry?.length ?? 0
  await browser.get('/patient-portal').expect(200)
  assert.equal(await listed(), 1)

  const done = await answer(at.lee, address, { reason: 'They asked us to.' })
  assert.deepEqual([done.status, done.headers.location], [303, addressOf(patient.patientId)])
  const out = await browser.get('/patient-portal').expect(303)
  assert.equal(out.headers.location, '/patient-portal/log-in/cannot-show')
  assert.equal(await listed(), 0)
  await assert.rejects(portal.logIn({ ...person, familyName: 'Testcase' }))

  await answer(at.lee, address, { reason: 'They changed their mind.' })
  await (await portal.logIn({ ...person, familyName: 'Testcase' })).get('/patient-portal').expect(200)
  assert.equal(await listed(), 1)
})

test('the reason is in the history, with who gave it, and the change is audited in the chain of the patient', async () => {
  await answer(at.lee, address, { reason: 'Somebody else uses\nthe account' })
  await answer(at.lee, address, { reason: 'It is safe again' })
  const { text } = await at.amal.get(addressOf(patient.patientId)).expect(200)
  const name = at.leeName
  assert.ok(
    words(text).includes(
      `History Taken out of the portal by ${name} on Monday 15 June 2026 at 10am Somebody else uses the account ` +
        `Let into the portal again by ${name} on Monday 15 June 2026 at 10am It is safe again`,
    ),
    words(text),
  )
  const entries = portal
    .database('audit_log')
    .where({ patient_id: patient.patientId, subject_type: 'patient', subject_id: patient.patientId })
    .whereNot('action', 'viewed-patient')
    .orderBy('place')
  assert.deepEqual(await entries.select('action', 'version'), [
    { action: 'barred-from-portal', version: 2 },
    { action: 'let-into-portal', version: 3 },
  ])
  const events = portal.database('outbox').where('subject_id', patient.patientId).orderBy('subject_version')
  assert.deepEqual(await events.pluck('kind'), ['patient-barred', 'patient-let-in'])
})

test('the form sent twice decides once', async () => {
  const fields = { ...hiddenFields((await at.lee.get(address)).text), reason: 'Asked for it' }
  const answers = await Promise.all([1, 2].map(() => send(at.lee, address, fields)))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  )
  assert.equal((await steps()).length, 1)
  assert.equal(await mayUse(), false)
})

test('who comes second is told what was done, and what they wrote is shown', async () => {
  const other = await aLoggedInStaffMember(portal, { code: TEAM_LEAD, trust: at.team.trust })
  const fields = { ...hiddenFields((await at.lee.get(address)).text), reason: 'Asked by letter' }
  await answer(other.browser, address, { reason: 'Asked by phone' })
  await answer(other.browser, address, { reason: 'It was a mistake' })
  const late = await send(at.lee, address, fields)
  assert.equal(late.status, 409)
  assert.equal(heading(late.text), 'This patient has changed')
  assert.ok(
    words(late.text).includes(
      `The last change by your trust: Let into the portal again by ${other.person.name} on`,
    ),
  )
  assert.match(words(late.text), /What you wrote .* Asked by letter/)
  assert.equal(await mayUse(), true)
  assert.equal((await steps()).length, 2)
})

test('a change by the PAS after the page was opened is noticed too', async () => {
  const fields = { ...hiddenFields((await at.lee.get(address)).text), reason: 'Asked by letter' }
  await portal.database('patient').where('id', patient.patientId).update({ portal_access: false })
  const late = await send(at.lee, address, fields)
  assert.equal(late.status, 409)
  assert.doesNotMatch(words(late.text), /The last change by your trust/)
  assert.deepEqual(await steps(), [])
})

test('without a reason, or with one that is too long, nothing changes', async () => {
  for (const [reason, fault] of [
    [' ', 'Enter the reason'],
    ['x'.repeat(501), 'The reason must be 500 characters or less. You have written 501.'],
  ] as const) {
    const wrong = await answer(at.lee, address, { reason })
    assert.equal(wrong.status, 400)
    assert.ok(words(wrong.text).includes(`There is a problem ${fault}`))
    assert.equal(heading(wrong.text), 'Take this patient out of the portal')
  }
  const more = await answer(at.lee, address, { reason: 'So far', _save: 'Give me more time' })
  assert.match(words(more.text), /You have more time/)
  assert.ok(more.text.includes('>So far</textarea>'))
  assert.equal(await mayUse(), true)
})

test('administrators may do it; the booking team sees no link and may not', async () => {
  const { browser } = await aLoggedInStaffMember(portal, { code: ADMINISTRATOR, trust: at.team.trust })
  await answer(browser, address, { reason: 'Asked for it' })
  assert.equal(await mayUse(), false)
  await at.amal.get(address).expect(403)
  assert.ok(!(await at.amal.get(addressOf(patient.patientId))).text.includes(address))
})

test('only the trust that took a patient out lets them in again', async () => {
  const elsewhere = await aTrustAtWork(portal)
  await elsewhere.team.doors.booked(patient, elsewhere.team.clinicId, { days: 9 })
  const before = await elsewhere.lee.get(address).expect(200)
  await answer(at.lee, address, { reason: 'Ours' })
  const { text } = await elsewhere.lee.get(addressOf(patient.patientId)).expect(200)
  assert.match(words(text), /Another trust has taken the patient out\. Only that trust can let them in again/)
  assert.doesNotMatch(text, /Ours|portal-access/)
  const { headers } = await elsewhere.lee.get(address).expect(303)
  assert.equal(headers.location, addressOf(patient.patientId))
  const form = { ...hiddenFields(before.text), version: '2', decision: 'let-in', reason: 'Not ours' }
  await send(elsewhere.lee, address, form).expect(403)
  assert.equal(await mayUse(), false)
  await answer(at.lee, address, { reason: 'Ours' })
  assert.equal(await mayUse(), true)
})

test('a patient whom the PAS took out is let in by no trust, also after trusts have decided before', async () => {
  const byPas = () =>
    portal
      .database('patient')
      .where('id', patient.patientId)
      .update({ portal_access: false })
      .increment('version', 1)
  const form = hiddenFields((await at.lee.get(address)).text)
  await byPas()
  for (const version of ['2', '5']) {
    const { text } = await at.lee.get(addressOf(patient.patientId)).expect(200)
    assert.match(
      words(text),
      /taken out in the patient administration system \(PAS\)\. Only staff who look after the PAS/,
    )
    assert.doesNotMatch(text, /portal-access/)
    await at.lee.get(address).expect(303)
    await send(at.lee, address, { ...form, version, decision: 'let-in', reason: 'Why not' }).expect(403)
    assert.equal(await mayUse(), false)
    // The PAS lets them in, the trust takes them out and lets them in, and the PAS takes them out again.
    await portal.database('patient').where('id', patient.patientId).update({ portal_access: true })
    for (const reason of ['Asked for it', 'Changed their mind']) await answer(at.lee, address, { reason })
    await byPas()
  }
})
