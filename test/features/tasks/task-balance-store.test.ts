import assert from 'node:assert/strict'
import { taskBalance } from '../../../src/features/tasks/task-balance-store.ts'
import { aPatient, aTrust } from '../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { newPerson } from '../../support/person.ts'
import { MONDAY, TestClock } from '../../support/portal.ts'
import { aContactRequest, withdrawn } from '../contact-requests/support.ts'
import { TaskTeam } from './support.ts'

onEachDatabase(
  'tasks are received = closed + withdrawn + open, and what contradicts that is counted',
  async t => {
    const database = await aDatabase(t)
    const clock = new TestClock()
    clock.set(MONDAY)
    const at = { database, clock }
    const team = new TaskTeam(at, await aTrust(database))
    const patientId = await aPatient(database, newPerson())
    const [open, closed, taken] = [
      await aContactRequest(at, patientId, team.trust),
      await aContactRequest(at, patientId, team.trust),
      await aContactRequest(at, patientId, team.trust),
    ] as const
    await team.work.close(team.amal, await team.seen(closed), { outcome: 'answered-by-text', words: '' })
    await withdrawn(at, patientId, taken)
    const byState = { open: 1, closed: 1, withdrawn: 1 }
    assert.deepEqual(await taskBalance(database), { received: 3, byState, unaccounted: 0 })

    const task = (id: string) => database('task').where({ id })
    await task(closed).update({ status: 'open', closed_at: null, outcome: null })
    assert.equal((await taskBalance(database)).unaccounted, 1, 'open, though it was closed')
    await task(open).update({ status: 'withdrawn', closed_at: '2026-06-15T09:00:00.000' })
    assert.equal((await taskBalance(database)).unaccounted, 2, 'withdrawn, without a step')
    const twice = {
      task_id: taken,
      version: 9,
      at: '2026-06-15T09:00:00.000',
      event: 'withdrawn',
      actor: 'patient',
    }
    await database('task_event').insert(twice)
    assert.equal((await taskBalance(database)).unaccounted, 3, 'two ends')
  },
)
