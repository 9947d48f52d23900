import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { misconfiguredSeconds, registerPatients } from '../../../src/features/wayfinder/register-patients.ts'
import { countRegistered, requestResend } from '../../../src/features/wayfinder/registered-patient-store.ts'
import { RecordService } from '../../../src/gateways/record-service/record-service.ts'
import { aPatient, testPerson } from '../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { aWorker, rounds } from '../../support/rounds.ts'
import { startWayfinder } from '../../support/wayfinder.ts'

const KIND = 'appointments'

/** Patients in the PAS, and the simulated service, which accepts 200 in one batch. */
async function aRecord(t: TestContext, patients: number, maxBatch = 200) {
  const database = await aDatabase(t)
  const worker = aWorker(database)
  worker.clock.set('2026-06-15T09:00:00Z')
  const { simulated, records } = await startWayfinder(t)
  let people = 0
  const addPatient = async (changes: Record<string, unknown> = {}) => {
    const person = testPerson(++people)
    await aPatient(database, person, changes)
    return person.nhsNumber
  }
  for (let count = 0; count < patients; count++) await addPatient()
  const round = registerPatients(worker, new RecordService(records), maxBatch)
  return { ...worker, simulated, addPatient, round }
}

onEachDatabase('patients are registered once, in batches, and new patients when they are added', async t => {
  const { simulated, addPatient, round } = await aRecord(t, 25, 10)
  assert.equal(await rounds(round), 'done')
  assert.deepEqual([simulated.records.size, simulated.requestCounts.records], [25, 3])
  const late = await addPatient()
  assert.equal(await rounds(round), 'done')
  assert.ok(simulated.records.has(late))
  assert.equal(simulated.requestCounts.records, 4)
})

test('patients who may not use the portal are registered only once they may', async t => {
  const { database, simulated, addPatient, round, clock } = await aRecord(t, 0)
  const nearly = await addPatient({ birth_date: '2010-06-16' })
  const others = [{ sensitive: true }, { portal_access: false }, { nhs_number_status: '04' }]
  for (const changes of others) await addPatient(changes)
  await rounds(round)
  assert.equal(simulated.requestCounts.records, 0)
  // Their sixteenth birthday begins at midnight in London.
  clock.set('2026-06-15T22:59:59Z')
  await rounds(round)
  assert.equal(simulated.requestCounts.records, 0)
  clock.set('2026-06-15T23:00:00Z')
  await rounds(round)
  assert.deepEqual([...simulated.records], [nearly])
  await database('patient').where('portal_access', false).update({ portal_access: true })
  await rounds(round)
  assert.equal(simulated.records.size, 2)
})

test('a refused patient is marked as refused and logged by index, and the others are registered at once', async t => {
  const { database, simulated, round, logged } = await aRecord(t, 12)
  const [{ id }] = await database('patient').limit(1).offset(4)
  await database('patient').where({ id }).update({ nhs_number: '0000000000' })
  assert.equal(await rounds(round), 'done')
  assert.equal(simulated.records.size, 11)
  assert.deepEqual(await database('told_record').whereNotNull('refused_at').pluck('patient_id'), [id])
  assert.ok(logged.some(line => /"entries":"\[\d+\]"/.test(line)))
  for (const line of logged) assert.doesNotMatch(line, /0000000000|99910\d{5}/)
})

test('when every patient of a batch is refused the next batch waits, in case the fault is ours', async t => {
  const { database, round } = await aRecord(t, 6, 3)
  await database('patient').update({ nhs_number: database.raw("'0' || substr(nhs_number, 2)") })
  assert.deepEqual(await round(new AbortController().signal), { failed: 'status-400' })
  assert.equal((await database('told_record').whereNotNull('refused_at')).length, 3)
})

for (const [what, misbehaviour] of [
  [
    'a client id that is not of its key',
    { status: 400, body: { code: 'error.bad-request', data: 'clientId mismatch' } },
  ],
  ['a wrong key', { status: 401 }],
] as const)
  test(`${what} is a fault of the settings: no patient is refused, and it is known since when`, async t => {
    const { database, simulated, round, clock } = await aRecord(t, 1)
    assert.equal(await rounds(round), 'done')
    clock.pass({ hours: 1 })
    await requestResend(database, KIND, clock.now())
    simulated.misbehaves.records = misbehaviour
    for (let count = 0; count < 3; count++) {
      assert.equal(typeof (await rounds(round)), 'object')
      clock.pass({ minutes: 10 })
    }
    assert.deepEqual(await database('told_record').whereNotNull('refused_at'), [])
    assert.equal(await misconfiguredSeconds(database, clock.now()), 1800)
    simulated.misbehaves = {}
    assert.equal(await rounds(round), 'done')
    assert.equal(await misconfiguredSeconds(database, clock.now()), 0)
  })

test('a batch that is too long is halved until it is accepted', async t => {
  const { simulated, round } = await aRecord(t, 12, 12)
  simulated.misbehaves.records = { status: 413 }
  assert.deepEqual(await round(new AbortController().signal), { failed: 'status-413' })
  simulated.misbehaves = {}
  await round(new AbortController().signal)
  assert.equal(simulated.records.size, 6)
})

test('while the service is down no patient is marked, and a lost answer does no harm', async t => {
  const { database, simulated, round } = await aRecord(t, 12, 5)
  for (const misbehaviour of [{ status: 503 }, 'hangs-up', 'answer-lost'] as const) {
    simulated.misbehaves.records = misbehaviour
    assert.equal(typeof (await rounds(round)), 'object')
  }
  assert.deepEqual([simulated.records.size, (await database('told_record')).length], [5, 0])
  simulated.misbehaves = {}
  await rounds(round)
  assert.deepEqual([simulated.records.size, (await database('told_record')).length], [12, 12])
})

onEachDatabase('a resend sends all patients again, new ones first, and refused ones too', async t => {
  const { database, simulated, addPatient, round, clock } = await aRecord(t, 6, 4)
  const [wrong] = await database('patient').orderBy('id').limit(1)
  await database('patient').where('id', wrong.id).update({ nhs_number: '0000000000' })
  await rounds(round, 8)
  await database('patient').where('id', wrong.id).update({ nhs_number: wrong.nhs_number })
  simulated.records.clear()
  clock.pass({ hours: 1 })
  await requestResend(database, KIND, clock.now())
  clock.pass({ minutes: 1 })
  const late = await addPatient()
  await round(new AbortController().signal)
  assert.deepEqual([...simulated.records], [late])
  await rounds(round)
  assert.equal(simulated.records.size, 7)
  const requests = simulated.requestCounts.records
  await rounds(round)
  assert.equal(simulated.requestCounts.records, requests)
})

onEachDatabase('registered patients are counted up to a given time', async t => {
  const { database, addPatient, round, clock } = await aRecord(t, 3)
  const start = clock.now()
  await rounds(round)
  clock.pass({ hours: 1 })
  await addPatient()
  await rounds(round)
  await requestResend(database, KIND, clock.now().add({ seconds: 1 }))
  clock.pass({ hours: 1 })
  await rounds(round)
  assert.equal(await countRegistered(database, KIND, start.subtract({ seconds: 1 })), 0)
  assert.equal(await countRegistered(database, KIND, start), 3)
  assert.equal(await countRegistered(database, KIND, clock.now()), 4)
})
