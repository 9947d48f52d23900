import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import type { SessionData } from 'express-session'
import { fromColumn, toColumn } from '../../src/database/columns.ts'
import type { Database } from '../../src/database/database.ts'
import { isDuplicateKey } from '../../src/database/faults.ts'
import { insertRows } from '../../src/database/insert-rows.ts'
import { loadRows } from '../../src/database/load-rows.ts'
import { findAppointment } from '../../src/features/appointments/appointment-store.ts'
import { addRequest } from '../../src/features/appointments/change-request-store.ts'
import { findFreeTime } from '../../src/features/appointments/slot-store.ts'
import { claimOnce } from '../../src/features/log-in/used-once-store.ts'
import { findPatient, findPatientByNhsNumber } from '../../src/features/patients/patient-store.ts'
import { DatabaseSessionStore } from '../../src/runtime/database-session-store.ts'
import { aClinic, anAppointment, aPatient, aSlot, testPerson } from '../support/builders.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'

/** Both databases keep what they are given, and find the same by the same. */

const now = Temporal.Instant.from('2026-06-15T09:00Z')
const NAMES = [
  'Zoë O’Brien-Łukasiewicz',
  '小龍 李',
  '𠮷田 𩸽',
  'عبد الرحمن بن‎ محمد',
  'מרים‏ כהן',
  'Zoe\u0308 A\u030angstro\u0308m',
  'நிலா ಚಂದ್ರ',
  '👩🏽‍⚕️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿',
  'N̸a̸m̸e̸',
  "Robert'); drop table patient; --",
  'ſharp ẞ İı K',
  'ends with a space ',
  '𝓐'.repeat(100),
]

onEachDatabase('any name comes back as it was written', async t => {
  const database = await aDatabase(t)
  for (const [index, name] of NAMES.entries()) {
    const id = await aPatient(database, testPerson(index + 1), { given_name: name, family_name: name })
    const row = await database('patient').where('id', id).first()
    assert.deepEqual([row.given_name, row.family_name], [name, name])
  }
})

const INSTANTS = [
  ...['0001-01-01T00:00:00.000Z', '1066-10-14T09:00:00.001Z', '1752-09-14T00:00:00Z'],
  ...['1847-12-01T00:01:15Z', '1899-12-31T23:59:59.999Z', '1969-12-31T23:59:59.997Z', '1970-01-01T00:00:00Z'],
  ...[
    '2026-03-29T00:59:59.999Z',
    '2026-03-29T01:00:00Z',
    '2026-10-25T00:30:00.003Z',
    '2026-10-25T01:30:00.004Z',
  ],
  ...['2028-02-29T12:34:56.789Z', '2038-01-19T03:14:08Z', '9999-12-31T23:59:59.999Z'],
].map(text => Temporal.Instant.from(text))

onEachDatabase('an instant comes back to the millisecond, and is found by itself', async t => {
  const database = await aDatabase(t)
  for (const [index, instant] of INSTANTS.entries()) {
    const row = { value_hash: String(index), expires_at: toColumn(instant) }
    await database('used_once').insert(row)
    const found = await database('used_once').where('expires_at', toColumn(instant)).first()
    assert.equal(found?.value_hash, row.value_hash, String(instant))
    assert.equal(String(fromColumn(found.expires_at)), String(instant))
    const later = toColumn(instant.add({ milliseconds: instant.epochMilliseconds < 253402300799999 ? 1 : 0 }))
    const sooner = database('used_once').where('value_hash', row.value_hash).where('expires_at', '<', later)
    assert.equal((await sooner).length, later === row.expires_at ? 0 : 1)
  }
  const inOrder = await database('used_once').orderBy('expires_at').pluck('value_hash')
  assert.deepEqual(inOrder, Object.keys(INSTANTS))
})

onEachDatabase('loaded in bulk or row by row, a patient is the same', async t => {
  const database = await aDatabase(t)
  const row = (index: number, given_name: string, portal_access: boolean) => ({
    id: randomUUID(),
    nhs_number: testPerson(index).nhsNumber,
    nhs_number_status: '01',
    local_patient_id: `L${index}`,
    given_name,
    family_name: 'Patient',
    birth_date: '1970-03-14',
    portal_access,
    sensitive: !portal_access,
  })
  const rows = NAMES.map((name, index) => row(index + 1, name, index % 2 === 0))
  await loadRows(database, [['patient', rows.slice(0, 6)]])
  await insertRows(database as never, 'patient', rows.slice(6))
  for (const { id, given_name, portal_access, nhs_number } of rows) {
    assert.equal((await database('patient').where({ id }).first()).given_name, given_name)
    for (const patient of [
      await findPatient(database, id),
      await findPatientByNhsNumber(database, nhs_number),
    ])
      assert.deepEqual([patient?.portalAccess, patient?.sensitive], [portal_access, !portal_access])
  }
})

onEachDatabase('what is loaded in bulk is checked, and is all there or none of it', async t => {
  const database = await aDatabase(t)
  const used = (value_hash: string) => ({ value_hash, expires_at: '2026-07-01T08:30:00.003' })
  const twice = ['same', 'same'].map(id => ({ id, name: 'Dr Lee', role: 'Consultant' }))
  const load = loadRows(database, [
    ['used_once', [used('a'), used('b')]],
    ['clinician', twice],
  ])
  await assert.rejects(load, isDuplicateKey)
  assert.deepEqual(await database('used_once').select(), [])
  await loadRows(database, [['used_once', Array.from({ length: 5000 }, (_, index) => used(String(index)))]])
  assert.equal((await database('used_once').select()).length, 5000)
  const { expires_at } = await database('used_once').first()
  assert.equal(String(fromColumn(expires_at)), '2026-07-01T08:30:00.003Z')
})

onEachDatabase('booleans without a value get the default of the schema', async t => {
  const database = await aDatabase(t)
  const patient = await findPatient(database, await aPatient(database, testPerson(1)))
  assert.deepEqual([patient?.portalAccess, patient?.sensitive], [true, false])
})

onEachDatabase('an id in capitals, or with a space after it, is not found', async t => {
  const database = await aDatabase(t)
  const { clinicId, id, patientId } = await someone(database)
  const slotId = await aSlot(database, clinicId, { now, in: { days: 8 } })
  const appointment = await findAppointment(database, patientId, id)
  assert.ok(appointment)
  for (const wrong of [id.toUpperCase(), `${id} `, ` ${id}`, `{${id}}`, id.replaceAll('-', '')])
    assert.equal(await findAppointment(database, patientId, wrong), undefined, wrong)
  assert.ok(await findFreeTime(database, patientId, appointment, now, slotId))
  for (const wrong of [slotId.toUpperCase(), `${slotId} `])
    assert.equal(await findFreeTime(database, patientId, appointment, now, wrong), undefined)
})

onEachDatabase('values used once, and sessions, differ by case and by spaces', async t => {
  const database = await aDatabase(t)
  for (const value of ['value', 'Value', 'value ', ' value', 'ｖalue', 'valué', 'value\u0000'])
    assert.equal(await claimOnce(database, value, now), true, JSON.stringify(value))
  assert.equal(await claimOnce(database, 'value', now), false)
})

onEachDatabase('a session and free text may be long, in any script', async t => {
  const database = await aDatabase(t)
  const store = new DatabaseSessionStore(database, { now: () => now }, () =>
    Temporal.Duration.from({ minutes: 10 }),
  )
  const answers = NAMES.join(' ').repeat(300)
  const session = { cookie: { originalMaxAge: null }, answers } as unknown as SessionData
  await promisify<void>(done => store.set('id', session, done))()
  assert.deepEqual(await promisify(done => store.get('id', done as never))(), session)

  const { id } = await someone(database)
  const datesToAvoid = `${'𝓐'.repeat(499)} é`
  const preferences = { days: ['monday'], times: ['morning'], datesToAvoid }
  const asked = {
    kind: 'reschedule',
    reason: 'ill',
    trustOdsCode: 'RFF',
    requestedAt: now,
    promisedBy: now,
  } as const
  const { clinic_id: clinicId } = await database('appointment').where({ id }).first()
  await addRequest(database as never, { ...asked, appointmentId: id, clinicId, preferences })
  assert.equal((await database('change_request').first()).dates_to_avoid, datesToAvoid)
})

async function someone(database: Database) {
  const patientId = await aPatient(database, testPerson(1))
  const clinicId = await aClinic(database)
  const id = await anAppointment(database, patientId, clinicId, { now, in: { days: 7 } })
  return { patientId, clinicId, id }
}
