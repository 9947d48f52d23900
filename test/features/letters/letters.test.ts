import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import { Letters } from '../../../src/features/letters/letters.ts'
import type { Actor, PatientActor } from '../../../src/shared/actor.ts'
import { NotFound, NotTheirs } from '../../../src/shared/errors.ts'
import { aClinic, anAppointment, aPatient, aTrust, testPerson } from '../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { TestClock } from '../../support/portal.ts'
import { aLetter } from './support.ts'

const now = Temporal.Instant.from('2026-07-01T08:30:00Z')

async function aPatientOfATrust(t: TestContext) {
  const database = await aDatabase(t)
  const clock = new TestClock()
  clock.set(now)
  const patientId = await aPatient(database, testPerson(1))
  const actor: PatientActor = { kind: 'patient', patientId }
  const trust = await aTrust(database)
  const letter = (values: Partial<Parameters<typeof aLetter>[3]> = {}) =>
    aLetter(database, patientId, trust, { importedAt: now, ...values })
  return { database, clock, patientId, actor, trust, letter, letters: new Letters(database, clock) }
}

onEachDatabase('a patient finds their letter, and no one else does', async t => {
  const { actor, database, letter, letters } = await aPatientOfATrust(t)
  const id = await letter()
  const found = await letters.find(actor, id)
  assert.equal(found.specialty, 'cardiology')
  assert.equal(found.datedOn.toString(), '2026-06-30')
  assert.equal(found.receipt, 'Unread')
  assert.deepEqual(found.file.pages, 2)
  const stranger: Actor = { kind: 'patient', patientId: await aPatient(database, testPerson(2)) }
  await assert.rejects(letters.find(stranger, id), NotTheirs)
  await assert.rejects(letters.find(stranger, randomUUID()), NotTheirs)
  await assert.rejects(letters.find(actor, `${id} `), NotTheirs)
  const proxy: Actor = {
    kind: 'proxy',
    proxyPatientId: randomUUID(),
    patientId: actor.patientId,
    grantId: randomUUID(),
    scope: [],
  }
  await assert.rejects(letters.find(proxy, id), NotFound)
  const sought = await database('audit_log').where({ action: 'sought-letter', subject_id: id })
  assert.equal(sought.length, 1)
})

onEachDatabase('an embargo ends by the clock, and a withdrawn letter is nowhere', async t => {
  const { actor, clock, database, letter, letters } = await aPatientOfATrust(t)
  const id = await letter({ embargoedUntil: now.add({ hours: 24 }) })
  const isNowhere = async () => {
    await assert.rejects(letters.find(actor, id), NotTheirs)
    assert.deepEqual(await letters.list(actor, {}, { page: 1, limit: 20 }), [])
    assert.deepEqual(await letters.unread(actor, 20), [])
    assert.deepEqual(await letters.count(actor), [])
  }
  await isNowhere()
  clock.pass({ hours: 24 })
  assert.equal((await letters.find(actor, id)).id, id)
  assert.equal((await letters.unread(actor, 20)).length, 1)
  await database('letter').where({ id }).update({ withdrawn_at: '2026-07-02T08:30:00.000' })
  await isNowhere()
})

onEachDatabase(
  'a superseded letter leads its own patient to its successor, and ends in a circle',
  async t => {
    const { actor, database, letter, letters } = await aPatientOfATrust(t)
    const [first, second, third] = [await letter(), await letter(), await letter()]
    await database('letter').where({ id: first }).update({ superseded_by: second })
    await database('letter').where({ id: second }).update({ superseded_by: third })
    const found = await letters.find(actor, first)
    assert.equal(found.id, third)
    assert.equal(found.replaces, true)
    assert.deepEqual(
      (await letters.list(actor, {}, { page: 1, limit: 20 })).map(({ id }) => id),
      [third],
    )
    const stranger: Actor = { kind: 'patient', patientId: await aPatient(database, testPerson(2)) }
    await assert.rejects(letters.find(stranger, first), NotTheirs)
    await database('letter').where({ id: third }).update({ superseded_by: first })
    await assert.rejects(letters.find(actor, first), NotTheirs)
  },
)

onEachDatabase('what a trust hides of appointments it hides of letters', async t => {
  const { actor, database, letter, letters, patientId, trust } = await aPatientOfATrust(t)
  const clinicId = await aClinic(database, { trust_ods_code: trust })
  const appointmentId = await anAppointment(database, patientId, clinicId, { now, in: { hours: 48 } })
  const id = await letter({ appointmentId })
  assert.deepEqual(
    (await letters.about(actor, appointmentId)).map(found => found.id),
    [id],
  )
  await database('appointment').where({ id: appointmentId }).update({ hidden: true })
  await assert.rejects(letters.find(actor, id), NotTheirs)
  assert.deepEqual(await letters.about(actor, appointmentId), [])
  await database('appointment').where({ id: appointmentId }).update({ hidden: false })
  assert.equal((await letters.find(actor, id)).id, id)
  const rule = { id: randomUUID(), trust_ods_code: trust, treatment_function_code: '320' }
  await database('visibility_rule').insert(rule)
  await assert.rejects(letters.find(actor, id), NotTheirs)
})

onEachDatabase('letters are listed newest first, by hospital and by year', async t => {
  const { actor, database, letter, letters, patientId, trust } = await aPatientOfATrust(t)
  const on = (date: string) => ({ datedOn: Temporal.PlainDate.from(date) })
  const middle = await letter(on('2025-12-31'))
  const newest = await letter(on('2026-01-01'))
  const other = await aTrust(database, { name: 'Another NHS Trust' })
  const oldest = await aLetter(database, patientId, other, { importedAt: now, ...on('2025-01-01') })
  const ids = async (filter: object, page = 1, limit = 20) =>
    (await letters.list(actor, filter, { page, limit })).map(({ id }) => id)
  assert.deepEqual(await ids({}), [newest, middle, oldest])
  assert.deepEqual(await ids({}, 2, 2), [oldest])
  assert.deepEqual(await ids({ year: 2025 }), [middle, oldest])
  assert.deepEqual(await ids({ year: 2025, trustOdsCode: trust }), [middle])
  const counted = (await letters.count(actor)).map(({ total, trustName, year }) => [trustName, year, total])
  assert.deepEqual(counted.toSorted(), [
    ['Another NHS Trust', 2025, 1],
    ['Test Hospitals NHS Trust', 2025, 1],
    ['Test Hospitals NHS Trust', 2026, 1],
  ])
})

onEachDatabase('a letter is seen once and read once, however often and by whomever it is opened', async t => {
  const { actor, database, letter, letters } = await aPatientOfATrust(t)
  const id = await letter()
  const staff: Actor = { kind: 'staff', userId: 's', role: 'booking-team', trustOdsCode: 'RFF' }
  await letters.noteReceipt(staff, id, 'Read')
  await letters.noteReceipt({ kind: 'patient', patientId: randomUUID() }, id, 'Read')
  assert.equal((await letters.find(actor, id)).receipt, 'Unread')
  await letters.noteReceipt(actor, id, 'Seen')
  assert.equal((await letters.find(actor, id)).receipt, 'Seen')
  await Promise.all(Array.from({ length: 5 }, () => letters.noteReceipt(actor, id, 'Read')))
  await letters.noteReceipt(actor, id, 'Seen')
  const read = await letters.find(actor, id)
  assert.deepEqual([read.receipt, read.version], ['Read', 3])
  const events = await database('outbox').where('subject_id', id).orderBy('subject_version')
  assert.deepEqual(
    events.map(({ kind, subject_version }) => [kind, subject_version]),
    [
      ['letter-seen', 2],
      ['letter-read', 3],
    ],
  )
  const entries = await database('audit_log').where('action', 'read-letter')
  assert.equal(entries.length, 1)
  assert.deepEqual(await letters.unread(actor, 20), [])
})

onEachDatabase('a letter that is read at once has been seen', async t => {
  const { actor, database, letter, letters } = await aPatientOfATrust(t)
  const id = await letter()
  await letters.noteReceipt(actor, id, 'Read')
  const row = await database('letter').where({ id }).first()
  assert.deepEqual(row.seen_at, row.read_at)
  await letters.noteReceipt(actor, id, 'Seen')
  assert.equal((await letters.find(actor, id)).version, 2)
})
