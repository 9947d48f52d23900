import assert from 'node:assert/strict'
import { listPatients, searchPatients } from '../../../src/features/staff-patients/staff-patient-store.ts'
import { aPatient } from '../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { newPerson } from '../../support/person.ts'
import { Doors } from '../appointments/door.ts'

let doors: Doors
let clinicId: string
let trust: string

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    doors = await Doors.open(await aDatabase(t))
    clinicId = await doors.aClinic()
    trust = (await doors.database('clinic').where('id', clinicId).first()).trust_ods_code
    await run()
  })

async function aPatientCalled(family_name: string, given_name: string) {
  const patientId = await aPatient(doors.database, newPerson(), { family_name, given_name })
  await doors.booked({ kind: 'patient', patientId }, clinicId, { days: 7 })
  return patientId
}

test('page after page has every patient once, whatever signs are in their names', async () => {
  const names = ['Cole', 'cole', 'COLE', 'Öztürk', 'Ozturk', '李', "O'Brien", 'Zoë', 'Zoe', 'a', 'Å']
  const ids: string[] = []
  for (const family of names)
    for (const given of ['Ann', 'ann']) ids.push(await aPatientCalled(family, given))
  const seen: string[] = []
  for (
    let after: Awaited<ReturnType<typeof listPatients>>[number] | undefined, pages = 0;
    pages < 12;
    pages++
  ) {
    const page = await listPatients(doors.database, trust, doors.clock.now(), {}, { after, limit: 3 })
    seen.push(...page.map(({ id }) => id))
    if (page.length < 3) break
    after = page.at(-1)
  }
  assert.equal(seen.length, ids.length)
  assert.deepEqual(seen.toSorted(), ids.toSorted())
})

test('the beginning of a name is found in upper and lower case, and signs are only themselves', async () => {
  const cole = await aPatientCalled('Cole', 'Brian')
  const odd = await aPatientCalled('50%_[x]!', 'A')
  const cyrillic = await aPatientCalled('Чехова', 'Ольга')
  const found = async (familyName: string) => {
    const terms = { familyName, givenName: '', nhsNumber: '', birthDate: '' }
    const patients = await searchPatients(doors.database, trust, doors.clock.now(), terms, 10)
    return patients.map(({ id }) => id)
  }
  assert.deepEqual(await found('cOL'), [cole])
  assert.deepEqual(await found('50%_[X]!'), [odd])
  assert.deepEqual(await found('ЧЕХ'), [cyrillic])
  for (const sign of ['%', '_', '[', '!', '[c]', 'col_']) assert.deepEqual(await found(sign), [], sign)
})
