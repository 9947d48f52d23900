import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { audit, auditAccess } from '../../src/audit/audit.ts'
import { appendEntry } from '../../src/audit/chain.ts'
import type { Database } from '../../src/database/database.ts'
import type { Actor } from '../../src/shared/actor.ts'
import { aDatabase, aFile } from '../database/support.ts'
import { aClinic, anAppointment, aPatient, testPerson } from '../support/builders.ts'
import { verified } from './audit-log.ts'

const now = Temporal.Instant.from('2026-07-01T09:00:00Z')

async function aPatientOf(t: TestContext) {
  const database = await aDatabase(t)
  const patientId = await aPatient(database, testPerson(1))
  const clinic = await aClinic(database)
  const id = await anAppointment(database, patientId, clinic, { now, in: { days: 7 } })
  return { database, who: { kind: 'patient', patientId } as const, id }
}

const look = (database: Database, who: Actor) =>
  auditAccess(database, who, 'viewed-appointments', 'patient', now)

test('copies that write about one patient at the same moments never fork their chain', async t => {
  const url = aFile(t)
  const database = await aDatabase(t, url)
  const patients = [
    await aPatient(database, testPerson(1)),
    await aPatient(database, testPerson(2)),
    await aPatient(database, testPerson(3)),
  ]
  const copies = Array.from({ length: 3 }, () => {
    const file = new URL('append-entries.ts', import.meta.url)
    return new Worker(file, { workerData: { url, patients, entries: 8 } })
  })
  t.after(() => Promise.all(copies.map(copy => copy.terminate())))
  await Promise.all(copies.map(copy => once(copy, 'message')))
  for (const copy of copies) copy.postMessage('go')
  const verdictsMeanwhile: unknown[] = []
  const written = Promise.all(copies.map(async copy => (await once(copy, 'message'))[0]))
  const walk = async () => verdictsMeanwhile.push((await verified(database)).faults)
  for (let walks = 0; walks < 5; walks++) await walk()
  assert.deepEqual(await written, ['done', 'done', 'done'])
  await walk()
  for (const faults of verdictsMeanwhile) assert.deepEqual(faults, {})
  for (const patient of patients) {
    const places = await database('audit_log').where('patient_id', patient).orderBy('place').pluck('place')
    assert.deepEqual(
      places,
      Array.from({ length: 24 }, (_, index) => index + 1),
    )
  }
})

test('an entry that is not committed leaves neither a gap nor a head that counts it', async t => {
  const { database, id, who } = await aPatientOf(t)
  await look(database, who)
  await assert.rejects(
    database.transaction(async transaction => {
      await audit(transaction, who, 'cancelled', { type: 'appointment', id, version: 2 }, now)
      throw new Error('given up')
    }),
  )
  await look(database, who)
  const { entries, faults } = await verified(database)
  assert.deepEqual({ entries, faults }, { entries: 2, faults: {} })
})

test('what an older copy wrote before a patient’s chain began is sealed by it; what it writes after is listed apart', async t => {
  const { database, id, who } = await aPatientOf(t)
  const olderCopy = (version: number) =>
    database('audit_entry').insert({
      at: '2026-07-01T09:00:00.000',
      actor: 'patient',
      patient_id: who.patientId,
      action: 'cancelled',
      appointment_id: id,
      version,
    })
  await olderCopy(2)
  await olderCopy(3)
  assert.deepEqual(await verified(database), {
    chains: 0,
    entries: 0,
    beforeAnyChain: 2,
    outside: 0,
    faults: {},
    outsideOf: {},
  })
  await look(database, who)
  await olderCopy(4)
  const sealed = {
    chains: 1,
    entries: 1,
    beforeAnyChain: 0,
    outside: 1,
    faults: {},
    outsideOf: { [who.patientId]: 1 },
  }
  assert.deepEqual(await verified(database), sealed)

  const changed = { [who.patientId]: ['earlier-changed 0'] }
  const first = () => database('audit_entry').where('version', 2)
  await first().update('action', 'moved')
  assert.deepEqual((await verified(database)).faults, changed)
  await first().update('action', 'cancelled')
  assert.deepEqual(await verified(database), sealed)
  await first().delete()
  assert.deepEqual((await verified(database)).faults, changed)
})

test('a log of many patients, and one with many entries, is walked page by page', async t => {
  const { database, who } = await aPatientOf(t)
  const said = { at: '2026-07-01T09:00:00.000', actor: 'patient', action: 'viewed-appointments' }
  const entry = (chain: string) => ({
    ...said,
    actorId: null,
    actorRole: null,
    actorTrust: null,
    chain,
    subject: { type: 'patient', id: chain },
  })
  await database.transaction(async transaction => {
    for (let number = 0; number < 1100; number++)
      await appendEntry(transaction, entry(`p${String(number).padStart(4, '0')}`))
    for (let number = 0; number < 2100; number++) await appendEntry(transaction, entry(who.patientId))
  })
  const { chains, entries, faults } = await verified(database)
  assert.deepEqual({ chains, entries, faults }, { chains: 1101, entries: 3200, faults: {} })

  await database('audit_log').where('patient_id', 'p0500').delete()
  await database('audit_head').where('patient_id', 'p0499').delete()
  await database('audit_log').where({ patient_id: who.patientId, place: 1000 }).delete()
  await database('audit_log').where('patient_id', 'p1099').update('action', 'cancelled')
  assert.deepEqual((await verified(database)).faults, {
    p0499: ['head-missing 1'],
    p0500: ['truncated 1'],
    [who.patientId]: ['deleted 1000'],
    p1099: ['edited 1'],
  })
})
