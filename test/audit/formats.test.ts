import assert from 'node:assert/strict'
import { hash, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { audit, auditAccess } from '../../src/audit/audit.ts'
import { initialHash } from '../../src/audit/entry.ts'
import type { Database } from '../../src/database/database.ts'
import type { PatientActor, StaffActor } from '../../src/shared/actor.ts'
import { aPatient, aTrust, testPerson } from '../support/builders.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'
import { verified } from './audit-log.ts'

const now = Temporal.Instant.from('2026-07-01T09:00:00Z')
const AT = '2026-07-01T09:00:00.000'

/** As the release before wrote it: its columns, and its hash over them. */
async function olderRelease(database: Database, patientId: string, appointmentId: string | null) {
  const head = await database('audit_head').where('patient_id', patientId).first()
  const place = (head?.entries ?? 0) + 1
  const previous_hash = head?.hash ?? initialHash(patientId, [])
  const row = { at: AT, actor: 'patient', action: 'viewed', appointment_id: appointmentId, version: 1 }
  const said = [patientId, place, AT, 'patient', 'viewed', appointmentId, 1, previous_hash]
  const written = {
    ...row,
    patient_id: patientId,
    place,
    previous_hash,
    hash: hash('sha256', JSON.stringify(said)),
  }
  await database('audit_log').insert(written)
  const now = { entries: place, hash: written.hash }
  if (head) await database('audit_head').where('patient_id', patientId).update(now)
  else await database('audit_head').insert({ patient_id: patientId, ...now, earlier: 0 })
}

/** As the release before said who staff were: without their role and trust. */
async function withoutStaff(database: Database, patientId: string) {
  const { entries, hash: previous_hash } = await database('audit_head').where('patient_id', patientId).first()
  const place = entries + 1
  const said = [
    2,
    patientId,
    place,
    AT,
    'staff',
    'u1',
    'viewed-request',
    'request',
    'r1',
    null,
    previous_hash,
  ]
  const written = {
    ...{ patient_id: patientId, place, at: AT, actor: 'staff', actor_id: 'u1', action: 'viewed-request' },
    ...{ subject_type: 'request', subject_id: 'r1', format: 2, previous_hash },
    hash: hash('sha256', JSON.stringify(said)),
  }
  await database('audit_log').insert(written)
  await database('audit_head').where('patient_id', patientId).update({ entries: place, hash: written.hash })
}

async function aMixedLog(database: Database) {
  const patientId = await aPatient(database, testPerson(1))
  const who: PatientActor = { kind: 'patient', patientId }
  const letter = { type: 'letter', id: randomUUID(), version: 3 }
  await olderRelease(database, patientId, randomUUID())
  await olderRelease(database, patientId, null)
  await auditAccess(database, who, 'viewed-appointment', letter, now)
  await olderRelease(database, patientId, randomUUID())
  await auditAccess(database, who, 'viewed-appointments', 'patient', now)
  await withoutStaff(database, patientId)
  return { patientId, letter }
}

onEachDatabase(
  'entries of an older release, also one that still runs, verify beside those of this one',
  async t => {
    const database = await aDatabase(t)
    const { patientId, letter } = await aMixedLog(database)
    const { entries, faults } = await verified(database)
    assert.deepEqual({ entries, faults }, { entries: 6, faults: {} })
    const rows = await database('audit_log').where('patient_id', patientId).orderBy('place')
    assert.deepEqual(
      rows.map(row => [row.format, row.subject_type, row.subject_id === letter.id || row.subject_id]),
      [
        [null, null, null],
        [null, null, null],
        [3, 'letter', true],
        [null, null, null],
        [3, 'patient', patientId],
        [2, 'request', 'r1'],
      ],
    )
  },
)

for (const [what, change] of Object.entries({
  'another subject': { subject_id: 'another' },
  'another type of subject': { subject_type: 'appointment' },
  'another version': { version: 4 },
  'another actor': { actor_id: 'another' },
  'an appointment, where it is about a letter': { appointment_id: 'a' },
  'the older format': { format: null },
  'a format there is not': { format: 4 },
  'a role': { actor_role: 'team-lead' },
  'a trust': { actor_trust: 'RFF' },
  'no subject': { subject_type: null },
}))
  onEachDatabase(`an entry that was given ${what} is found`, async t => {
    const database = await aDatabase(t)
    const { patientId } = await aMixedLog(database)
    await database('audit_log').where({ patient_id: patientId, place: 3 }).update(change)
    assert.deepEqual((await verified(database)).faults, { [patientId]: ['edited 3'] })
  })

for (const [what, change] of Object.entries({
  'a role': { actor_role: 'team-lead' },
  'a trust': { actor_trust: 'RFF' },
  'the newer format': { format: 3 },
}))
  onEachDatabase(`an entry of the format without staff that was given ${what} is found`, async t => {
    const database = await aDatabase(t)
    const { patientId } = await aMixedLog(database)
    await database('audit_log').where({ patient_id: patientId, place: 6 }).update(change)
    assert.deepEqual((await verified(database)).faults, { [patientId]: ['edited 6'] })
  })

onEachDatabase('entries about no patient form a chain for each trust', async t => {
  const database = await aDatabase(t)
  const [one, other] = [await aTrust(database), await aTrust(database)]
  const staff = (trustOdsCode: string): StaffActor => ({
    kind: 'staff',
    userId: 'u1',
    role: 'administrator',
    trustOdsCode,
  })
  const setting = { type: 'setting', id: 'opening-hours' }
  for (const trust of [one, one, other])
    await database.transaction(transaction => audit(transaction, staff(trust), 'logged-out', setting, now))
  const { chains, entries, faults } = await verified(database)
  assert.deepEqual({ chains, entries, faults }, { chains: 2, entries: 3, faults: {} })
  const rows = await database('audit_log').orderBy(['patient_id', 'place'])
  assert.deepEqual(
    rows.map(row => [row.patient_id, row.place, row.actor, row.actor_id, row.subject_id]),
    [
      [`trust:${one}`, 1, 'staff', 'u1', 'opening-hours'],
      [`trust:${one}`, 2, 'staff', 'u1', 'opening-hours'],
      [`trust:${other}`, 1, 'staff', 'u1', 'opening-hours'],
    ],
  )
  await database('audit_log')
    .where({ patient_id: `trust:${one}`, place: 1 })
    .delete()
  assert.deepEqual((await verified(database)).faults, { [`trust:${one}`]: ['deleted 1'] })
})

test('the first entries of a trust, written at the same moment, make one chain', async t => {
  const database = await aDatabase(t)
  const trust = await aTrust(database)
  const actor: StaffActor = { kind: 'staff', userId: 'u1', role: 'administrator', trustOdsCode: trust }
  const write = () => auditAccess(database, actor, 'sought-request', { type: 'change-request', id: 's' }, now)
  await Promise.all(Array.from({ length: 8 }, write))
  const { chains, entries, faults } = await verified(database)
  assert.deepEqual({ chains, entries, faults }, { chains: 1, entries: 8, faults: {} })
})

test('what staff are shown of a patient, and change, is in the chain of the patient; a list is in that of the trust', async t => {
  const database = await aDatabase(t)
  const trust = await aTrust(database)
  const patientId = await aPatient(database, testPerson(1))
  const actor: StaffActor = { kind: 'staff', userId: 'u1', role: 'booking-team', trustOdsCode: trust }
  const request = { type: 'request', id: 'r1' }
  await auditAccess(database, actor, 'viewed-request', request, now, patientId)
  await auditAccess(database, actor, 'viewed-request', 'patient', now, patientId)
  await auditAccess(database, actor, 'viewed-requests', { type: 'requests', id: trust }, now)
  await database.transaction(transaction =>
    audit(transaction, actor, 'declined-request', request, now, patientId),
  )
  await assert.rejects(
    auditAccess(database, actor, 'viewed-request', 'patient', now),
    /must name the patient/,
  )
  const rows = await database('audit_log').orderBy(['patient_id', 'place'])
  for (const row of rows) assert.deepEqual([row.actor_role, row.actor_trust], ['booking-team', trust])
  const ofPatient = rows.filter(row => row.patient_id === patientId)
  assert.deepEqual(
    ofPatient.map(row => [row.actor, row.actor_id, row.action, row.subject_id]),
    [
      ['staff', 'u1', 'viewed-request', 'r1'],
      ['staff', 'u1', 'viewed-request', patientId],
      ['staff', 'u1', 'declined-request', 'r1'],
    ],
  )
  const others = rows.filter(row => row.patient_id !== patientId)
  assert.deepEqual(
    others.map(row => [row.patient_id, row.action]),
    [[`trust:${trust}`, 'viewed-requests']],
  )
  assert.deepEqual((await verified(database)).faults, {})
})
