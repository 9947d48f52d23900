import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { heading, words } from '../../../support/page.ts'
import { aPortal, type TestPortal } from '../../../support/portal.ts'
import { aPatientOf, aSearch, aTrustAtWork, idsOn, LIST, type nothingGiven, type Trust } from '../support.ts'

let portal: TestPortal
let at: Trust

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())
beforeEach(async () => {
  at = await aTrustAtWork(portal)
})

async function found(given: Partial<typeof nothingGiven>) {
  const { text } = await at.amal.get(`${LIST}/found/${await aSearch(at.amal, given)}`).expect(200)
  return idsOn(text)
}

test('an NHS number finds its patient, with or without spaces', async () => {
  const { patientId, nhsNumber } = await aPatientOf(at)
  await aPatientOf(at)
  assert.deepEqual(await found({ nhsNumber }), [patientId])
  assert.deepEqual(await found({ nhsNumber: ` ${nhsNumber.replace(/^(...)(...)/, '$1 $2-')} ` }), [patientId])
})

test('the beginnings of names find patients in any case and script, and all that is given must fit', async () => {
  const at1 = async (family_name: string, given_name: string) =>
    (await aPatientOf(at, { family_name, given_name })).patientId
  const zoe = await at1("O'Brien-Łukasiewicz", 'Zoë')
  const li = await at1('李', '小龍')
  const olga = await at1('Öztürk', 'Ольга')
  const cole = await at1('Cole', 'Brian')
  assert.deepEqual(await found({ familyName: "o'brien-łu" }), [zoe])
  assert.deepEqual(await found({ givenName: 'ZOË' }), [zoe])
  assert.deepEqual(await found({ familyName: '李' }), [li])
  assert.deepEqual(await found({ familyName: 'öztÜ', givenName: 'ольг' }), [olga])
  assert.deepEqual(await found({ familyName: ' co ' }), [cole])
  assert.deepEqual(await found({ familyName: 'co', givenName: 'a' }), [])
  assert.deepEqual(await found({ familyName: 'ole' }), [])
})

test('a date of birth leaves out those born on another day', async () => {
  const may = await aPatientOf(at, { family_name: 'Twin', birth_date: '1980-05-02' })
  await aPatientOf(at, { family_name: 'Twin', birth_date: '1980-02-05' })
  const given = { familyName: 'twin', birthDay: '2', birthMonth: '5', birthYear: '1980' }
  assert.deepEqual(await found(given), [may.patientId])
})

test('signs that a database takes for any letter are only themselves', async () => {
  const { patientId } = await aPatientOf(at, { family_name: '50%_[x]!', given_name: 'A' })
  await aPatientOf(at, { family_name: 'Cole' })
  assert.deepEqual(await found({ familyName: '50%_[X]!' }), [patientId])
  for (const familyName of ['%', '_', '[', '!', '%cole']) assert.deepEqual(await found({ familyName }), [])
})

test('a patient of other trusts only is not found', async () => {
  const { nhsNumber } = await aPatientOf(await aTrustAtWork(portal))
  const searchId = await aSearch(at.amal, { nhsNumber })
  const { text } = await at.amal.get(`${LIST}/found/${searchId}`).expect(200)
  assert.equal(heading(text), 'No patient found')
  assert.match(words(text), /People without an appointment at your trust are not listed/)
})

test('too many patients: the page says so and shows the first', async () => {
  for (let count = 0; count < 51; count++) await aPatientOf(at, { family_name: 'Many' })
  const searchId = await aSearch(at.amal, { familyName: 'many' })
  const { text } = await at.amal.get(`${LIST}/found/${searchId}`).expect(200)
  assert.match(words(text), /More than 50 patients match\. These are the first/)
  assert.equal(idsOn(text).length, 50)
})

test('what was searched for stands in the form again and in no address, and the page can be loaded again', async () => {
  const { nhsNumber } = await aPatientOf(at, { family_name: 'Cole' })
  const given = { familyName: 'Cole', birthDay: '14', birthMonth: '03', birthYear: '1970' }
  const address = `${LIST}/found/${await aSearch(at.amal, given)}`
  for (let times = 0; times < 2; times++) {
    const { text } = await at.amal.get(address).expect(200)
    for (const value of Object.values(given)) assert.ok(text.includes(`value="${value}"`), value)
    assert.doesNotMatch(text, /(href|action)="[^"]*(cole|1970)/i)
    assert.ok(!text.includes(nhsNumber))
  }
})

test('a search is for the person who made it, at this trust, until a session must have ended', async () => {
  await aPatientOf(at, { family_name: 'Cole' })
  const address = `${LIST}/found/${await aSearch(at.amal, { familyName: 'Cole' })}`
  await at.lee.get(address).expect(404)
  await portal.database('patient_search').update('searched_at', '2026-06-14T20:00:00.000')
  await at.amal.get(address).expect(404)
})

test('the search is in the audit log of the trust, without what was searched for', async () => {
  await aPatientOf(at, { family_name: 'Cole' })
  const searchId = await aSearch(at.amal, { familyName: 'Cole' })
  await at.amal.get(`${LIST}/found/${searchId}`).expect(200)
  const entry = await portal.database('audit_log').where({ subject_id: searchId }).first()
  assert.deepEqual(
    [entry.patient_id, entry.actor, entry.action, entry.subject_type],
    [`trust:${at.team.trust}`, 'staff', 'viewed-found-patients', 'patient-search'],
  )
  assert.doesNotMatch(portal.logged.join('\n'), /cole/i)
})
