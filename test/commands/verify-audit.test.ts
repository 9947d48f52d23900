import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { auditAccess } from '../../src/audit/audit.ts'
import { aDatabase, aFile } from '../database/support.ts'
import { Doors } from '../features/appointments/door.ts'
import { aPatient, testPerson } from '../support/builders.ts'
import { childEnvironment } from '../support/child-environment.ts'

const script = new URL('../../src/commands/verify-audit.ts', import.meta.url).pathname

/** As `npm run audit:verify` runs it. */
async function run(url: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...childEnvironment, DATABASE_URL: url }
  return promisify(execFile)(process.execPath, [script], { env }).then(
    output => ({ code: 0, ...output }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  )
}

test('the command says what it checked, names patients by their internal id only, and fails when there is a fault', async t => {
  const url = aFile(t)
  const database = await aDatabase(t, url)
  const person = testPerson(1)
  const patientId = await aPatient(database, person)
  const now = Temporal.Instant.from('2026-07-01T09:00:00Z')
  for (let entry = 0; entry < 3; entry++)
    await auditAccess(database, { kind: 'patient', patientId }, 'viewed-appointments', 'patient', now)

  assert.deepEqual(await run(url), {
    code: 0,
    stdout: 'Checked 1 patients and 3 entries: no faults.\n',
    stderr: '',
  })
  await database('audit_log').where('place', 2).delete()
  assert.deepEqual(await run(url), {
    code: 1,
    stdout: `FAULT  patient ${patientId}: entry 2 deleted\nChecked 1 patients and 2 entries: 1 faults.\n`,
    stderr: '',
  })
})

test('the command fails when it cannot read the log', async t => {
  assert.equal((await run(`${aFile(t)}-without-tables`)).code, 1)
})

test('a database without an audit log is reported in words', async t => {
  const { code, stderr } = await run(aFile(t))
  assert.equal(code, 1)
  assert.match(stderr, /DATABASE_URL: the database has no audit log/)
})

test('the command names changes without an entry, and fails for those that only the portal can have made', async t => {
  const url = aFile(t)
  const doors = await Doors.open(await aDatabase(t, url))
  const { changeRequests, database } = doors
  const patient = await doors.aPatient()
  const id = await doors.booked(patient, await doors.aClinic(), { days: 7 })
  await changeRequests.cancel(patient, await doors.decision(patient, id), 'other')
  assert.equal((await run(url)).code, 0)
  await database('audit_log').delete()
  await database('audit_head').delete()
  const changed = await run(url)
  assert.equal(changed.code, 1)
  assert.match(
    changed.stdout,
    new RegExp(`FAULT  patient ${patient.patientId}: appointment ${id} was changed without an entry`),
  )
  await database('outbox').delete()
  const unexplained = await run(url)
  assert.equal(unexplained.code, 0)
  assert.match(unexplained.stdout, new RegExp(`UNEXPLAINED  patient ${patient.patientId}: appointment ${id}`))
})
