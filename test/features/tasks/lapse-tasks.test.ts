import assert from 'node:assert/strict'
import type { Database } from '../../../src/database/database.ts'
import { lapseTasks } from '../../../src/features/tasks/lapse-tasks.ts'
import { taskBalance } from '../../../src/features/tasks/task-balance-store.ts'
import type { Log } from '../../../src/shared/log.ts'
import { aPatient, aTrust } from '../../support/builders.ts'
import { whileRefusing } from '../../support/database/faulty-tables.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { newPerson } from '../../support/person.ts'
import { MONDAY, TestClock } from '../../support/portal.ts'
import { aContactRequest, withdrawn } from '../contact-requests/support.ts'
import { TaskTeam } from './support.ts'

let database: Database
let clock: TestClock
let team: TaskTeam
let patientId: string
let taskId: string

/** A patient with a contact request. */
const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    database = await aDatabase(t)
    clock = new TestClock()
    clock.set(MONDAY)
    team = new TaskTeam({ database, clock }, await aTrust(database))
    patientId = await aPatient(database, newPerson())
    taskId = await aContactRequest({ database, clock }, patientId, team.trust)
    await run()
    assert.equal((await taskBalance(database)).unaccounted, 0)
  })

const runJob = (signal = new AbortController().signal) =>
  lapseTasks.prepare({ database, clock, log: { error() {} } as unknown as Log })?.(signal)
const dies = () => database('patient').where('id', patientId).update('death_date', '2026-06-12')
const rowOf = (id: string) => database('task').where({ id }).first()

test('an open task for a patient who has died is closed once, also while a colleague works on it', async () => {
  await team.work.claim(team.amal, await team.seen(taskId))
  await dies()
  assert.equal(await runJob(), 'done')
  assert.equal(await runJob(), 'done')
  const { status, outcome, closed_by, claimed_by, version } = await rowOf(taskId)
  assert.deepEqual(
    [status, outcome, closed_by, claimed_by, version],
    ['closed', 'patient-died', null, null, 3],
  )
  assert.deepEqual(await team.history(taskId), [
    [2, 'claimed', 'amal'],
    [3, 'closed', 'tasks'],
  ])
  const entry = await database('audit_log').where('action', 'closed-task').first()
  assert.deepEqual([entry.actor, entry.patient_id], ['portal', patientId])
  assert.equal((await database('outbox').where('kind', 'task-closed')).length, 1)
})

test('the tasks of the living, and those that have ended, stay as they are', async () => {
  const living = await aContactRequest({ database, clock }, await aPatient(database, newPerson()), team.trust)
  await withdrawn({ database, clock }, patientId, taskId)
  await dies()
  assert.equal(await runJob(), 'done')
  assert.equal((await rowOf(living)).status, 'open')
  assert.equal((await rowOf(taskId)).status, 'withdrawn')
})

test('what cannot be written closes nothing, and the job says so', async () => {
  await dies()
  await whileRefusing(database, { verb: 'insert', table: 'outbox' }, async () =>
    assert.deepEqual(await runJob(), { failed: 'tasks-not-closed' }),
  )
  assert.equal((await rowOf(taskId)).status, 'open')
  assert.equal(await runJob(AbortSignal.abort()), 'more')
  assert.equal((await rowOf(taskId)).status, 'open')
})
