import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { SensitiveRecords } from '../../../src/features/sensitive-records/sensitive-records.ts'
import { ReasonNeeded } from '../../../src/shared/errors.ts'
import { whileRefusing } from '../../support/database/faulty-tables.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { aSensitiveRecord, given } from './support.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const EXPLAINED = { reason: 'booking', explanation: given.explanation } as const

test('several forms at the same moment state one reason', async () => {
  const { rose, team } = await aSensitiveRecord(portal)
  const records = new SensitiveRecords(portal.database, portal.clock)
  await Promise.all(
    Array.from({ length: 5 }, () => records.stateReason(team.amal, rose.patientId, EXPLAINED)),
  )
  const about = { patient_id: rose.patientId }
  assert.equal((await portal.database('stated_reason').where(about)).length, 1)
  const entries = portal.database('audit_log').where({ ...about, action: 'stated-reason' })
  assert.equal((await entries).length, 1)
})

test('without its audit entry a reason opens nothing', async () => {
  const { rose, team } = await aSensitiveRecord(portal)
  const records = new SensitiveRecords(portal.database, portal.clock)
  await whileRefusing(portal.database, { verb: 'insert', table: 'audit_log' }, () =>
    assert.rejects(records.stateReason(team.amal, rose.patientId, EXPLAINED)),
  )
  await assert.rejects(records.requireReason(team.amal, rose.patientId, false), ReasonNeeded)
})

test('of several patients, those are closed whose record is sensitive and not open', async () => {
  const first = await aSensitiveRecord(portal)
  const second = await aSensitiveRecord(portal)
  const records = new SensitiveRecords(portal.database, portal.clock)
  const { amal } = first.team
  await records.stateReason(amal, first.rose.patientId, EXPLAINED)
  const ordinary = await first.team.doors.aPatient()
  const all = [first.rose, second.rose, ordinary].map(({ patientId }) => patientId)
  assert.deepEqual([...(await records.closedAmong(amal, all))], [second.rose.patientId])
  assert.deepEqual([...(await records.closedAmong(amal, []))], [])
})
