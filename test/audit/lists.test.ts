import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { auditDisclosure } from '../../src/audit/audit.ts'
import type { Database } from '../../src/database/database.ts'
import type { StaffActor } from '../../src/shared/actor.ts'
import { aPatient, aTrust, testPerson } from '../support/builders.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'
import { verified } from './audit-log.ts'

const now = Temporal.Instant.from('2026-07-01T09:00:00Z')

async function aTrustWith(database: Database, patients: number) {
  const trustOdsCode = await aTrust(database)
  const actor: StaffActor = { kind: 'staff', userId: 'u1', role: 'booking-team', trustOdsCode }
  const ids: string[] = []
  for (let number = 1; number <= patients; number++) ids.push(await aPatient(database, testPerson(number)))
  const show = (patientIds: readonly string[]) => {
    const subject = { type: 'trust', id: trustOdsCode }
    return auditDisclosure(database, actor, { action: 'viewed-requests', subject, patientIds }, now)
  }
  return { actor, ids, show, trustOdsCode }
}

onEachDatabase('a list is in the chain of each patient on it, once, and in that of the trust', async t => {
  const database = await aDatabase(t)
  const { ids, show, trustOdsCode } = await aTrustWith(database, 3)
  const [ann = '', bob = '', cy = ''] = ids
  await show([ann, bob, ann])
  await show([bob, cy])
  await show([])
  const rows = await database('audit_log').orderBy('place')
  const placesOf = (chain: string) =>
    rows.filter(row => row.patient_id === chain).map(row => [row.place, row.subject_type, row.subject_id])
  assert.deepEqual(placesOf(ann), [[1, 'patient', ann]])
  assert.deepEqual(placesOf(bob), [
    [1, 'patient', bob],
    [2, 'patient', bob],
  ])
  assert.deepEqual(placesOf(cy), [[1, 'patient', cy]])
  assert.equal(placesOf(`trust:${trustOdsCode}`).length, 3)
  const { chains, entries, faults } = await verified(database)
  assert.deepEqual({ chains, entries, faults }, { chains: 4, entries: 7, faults: {} })
})

test('a list of as many patients as a page shows takes no more statements than one of two', async t => {
  const database = await aDatabase(t)
  const { ids, show } = await aTrustWith(database, 50)
  await show(ids)
  const statements: string[] = []
  database.on('query', ({ sql }) => void statements.push(sql))
  await show(ids)
  assert.equal(statements.length, 5, statements.join('\n'))
  assert.deepEqual((await verified(database)).faults, {})
})

test('lists of the same patients, shown at the same moment, keep each chain whole', async t => {
  const database = await aDatabase(t)
  const { ids, show } = await aTrustWith(database, 4)
  await Promise.all([show(ids), show(ids.toReversed()), show(ids.slice(1)), show(ids)])
  const { entries, faults } = await verified(database)
  assert.deepEqual({ entries, faults }, { entries: 4 + 4 + 4 + 3 + 4, faults: {} })
})

test('when one entry cannot be written, none is, and the list must not be shown', async t => {
  const database = await aDatabase(t)
  const { ids, show } = await aTrustWith(database, 2)
  await assert.rejects(show([...ids, 'x'.repeat(40)]))
  assert.equal((await database('audit_log')).length, 0)
})

test('what staff are shown must say of whom', async t => {
  const database = await aDatabase(t)
  const { actor } = await aTrustWith(database, 0)
  const list = { action: 'viewed-requests', subject: { type: 'clinic', id: randomUUID() } } as const
  await assert.rejects(auditDisclosure(database, actor, list, now), /must name the patients/)
  await assert.rejects(
    auditDisclosure(database, actor, { ...list, subject: 'patient' }, now),
    /must name the patient/,
  )
})
