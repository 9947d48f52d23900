import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { answer } from '../../../support/form.ts'
import { heading, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { ADMINISTRATOR, aPatientOf, aTrustAtWork, idsOn, LIST, nothingGiven, type Trust } from '../support.ts'

let portal: TestPortal
let at: Trust

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTrustAtWork(portal)
})

test('the list has the patients of the trust by name, and no others', async () => {
  const zoe = await aPatientOf(at, { family_name: 'Price', given_name: 'Zoë' })
  const amy = await aPatientOf(at, { family_name: 'Price', given_name: 'Amy' })
  const cole = await aPatientOf(at, { family_name: 'Cole', given_name: 'Brian' })
  await aPatientOf(await aTrustAtWork(portal), { family_name: 'Elsewhere' })
  const { text } = await at.amal.get(LIST).expect(200)
  assert.equal(heading(text), 'Patients')
  assert.deepEqual(idsOn(text), [cole.patientId, amy.patientId, zoe.patientId])
  assert.match(words(text), /Cole, Brian Born 14 March 1970, NHS number \d{3} \d{3} \d{4}/)
})

test('an empty list says what will come', async () => {
  const { text } = await at.amal.get(LIST).expect(200)
  assert.match(words(text), /Your trust has no patients here yet/)
  const filtered = await at.amal.get(`${LIST}?access=barred`).expect(200)
  assert.match(words(filtered.text), /No patient matches this filter/)
})

test('the filters find those who may not use the portal, and those with appointments to come', async () => {
  const barred = await aPatientOf(at, { family_name: 'A', portal_access: false })
  const seen = await aPatientOf(at, { family_name: 'B' }, { days: -7 })
  const coming = await aPatientOf(at, { family_name: 'C' })
  const listed = async (query: string) => idsOn((await at.amal.get(LIST + query).expect(200)).text)
  assert.deepEqual(await listed('?access=barred'), [barred.patientId])
  assert.deepEqual(await listed('?access=allowed'), [seen.patientId, coming.patientId])
  assert.deepEqual(await listed('?upcoming=yes'), [barred.patientId, coming.patientId])
  assert.deepEqual(await listed('?upcoming=no'), [seen.patientId])
  assert.deepEqual(await listed('?upcoming=yes&access=allowed'), [coming.patientId])
})

test('an appointment to come at another trust counts there only', async () => {
  const patient = await aPatientOf(at, {}, { days: -7 })
  const elsewhere = await aTrustAtWork(portal)
  await elsewhere.team.doors.booked(patient, elsewhere.team.clinicId, { days: 7 })
  assert.deepEqual(idsOn((await at.amal.get(`${LIST}?upcoming=yes`)).text), [])
  assert.deepEqual(idsOn((await elsewhere.amal.get(`${LIST}?upcoming=yes`)).text), [patient.patientId])
})

test('what the address says wrongly is left out', async () => {
  const { patientId } = await aPatientOf(at)
  const { patientId: another } = await aPatientOf(await aTrustAtWork(portal), { family_name: 'Zz' })
  for (const wrong of [
    'access=x',
    'upcoming=%27',
    'after=1',
    `after=${another}`,
    'access=barred&access=allowed',
  ]) {
    const { text } = await at.amal.get(`${LIST}?${wrong}`).expect(200)
    assert.deepEqual(idsOn(text), [patientId], wrong)
  }
})

test('a long list is shown in pages that leave out none, also of the same name, with no name in an address', async () => {
  const ids = new Set<string>()
  for (let count = 0; count < 52; count++)
    ids.add((await aPatientOf(at, { family_name: count < 4 ? 'Aa' : 'Same', given_name: 'Name' })).patientId)
  const first = await at.amal.get(`${LIST}?access=allowed`).expect(200)
  const next = /href="([^"]*after=[^"]*)"/.exec(first.text)?.[1] ?? ''
  assert.match(next, /^\/staff\/patients\?access=allowed&amp;after=[0-9a-f-]{36}$/)
  const second = await at.amal.get(next.replaceAll('&amp;', '&')).expect(200)
  const shown = [...idsOn(first.text), ...idsOn(second.text)]
  assert.equal(shown.length, 52)
  assert.deepEqual(new Set(shown), ids)
  assert.match(words(second.text), /Back to the first patients/)
})

test('a search that is wrong is answered on the form, with what was entered', async () => {
  for (const [given, fault] of [
    [{}, 'Enter an NHS number or a name'],
    [{ birthDay: '1', birthMonth: '2', birthYear: '1980' }, 'Enter an NHS number or a name'],
    [{ nhsNumber: '999 000' }, 'Enter an NHS number with 10 digits'],
    [{ nhsNumber: '9990000019' }, 'Check the NHS number. It is not a valid NHS number'],
    [
      { familyName: 'Cole', birthDay: '31', birthMonth: '2', birthYear: '1980' },
      'Enter a real date of birth',
    ],
    [{ familyName: 'Cole', birthYear: '80' }, 'Enter a real date of birth'],
    [{ familyName: 'x'.repeat(101) }, 'Family name must be 100 characters or less'],
  ] as const) {
    const wrong = await answer(at.amal, LIST, { ...nothingGiven, ...given })
    assert.equal(wrong.status, 400, fault)
    assert.ok(words(wrong.text).includes(`There is a problem ${fault} `), fault)
    for (const value of Object.values(given)) assert.ok(wrong.text.includes(`value="${value}"`), value)
  }
})

test('more time, without scripts, keeps what was entered', async () => {
  const more = await answer(at.amal, LIST, { ...nothingGiven, familyName: 'Co', _save: 'Give me more time' })
  assert.equal(more.status, 200)
  assert.match(words(more.text), /You have more time/)
  assert.ok(more.text.includes('value="Co"'))
})

test('administrators find patients too; clinicians and auditors do not', async () => {
  const { patientId } = await aPatientOf(at)
  for (const [code, may] of [
    [ADMINISTRATOR, true],
    ['S1:G1:R8000', false],
    ['S0010:G0020:R5105', false],
  ] as const) {
    const { browser } = await aLoggedInStaffMember(portal, { code, trust: at.team.trust })
    const { text } = await browser.get(LIST).expect(may ? 200 : 403)
    assert.deepEqual(idsOn(text), may ? [patientId] : [])
  }
})

test('seeing the list is in the audit log of the trust', async () => {
  await at.amal.get(LIST).expect(200)
  const entry = await portal
    .database('audit_log')
    .where({ patient_id: `trust:${at.team.trust}`, action: 'viewed-patients' })
    .first()
  assert.deepEqual([entry.actor, entry.subject_type, entry.subject_id], ['staff', 'trust', at.team.trust])
})
