import assert from 'node:assert/strict'
import { requestBalance } from '../../../src/features/worklist/request-balance-store.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { BookingTeam } from './support.ts'

let team: BookingTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await BookingTeam.open(await aDatabase(t))
    await run()
  })

const balance = () => requestBalance(team.doors.database, team.doors.clock.now())
const request = (id: string) => team.doors.database('change_request').where({ id })

test('requests are counted by state, and all are accounted for', async () => {
  const { amal, work } = team
  const none = { open: 0, done: 0, declined: 0, withdrawn: 0, lapsed: 0 }
  assert.deepEqual(await balance(), { received: 0, byState: none, unaccounted: 0 })
  const declined = await team.asked('cancel')
  await work.decline(amal, await team.seen(declined.requestId), 'Too soon.')
  const done = await team.asked('cancel')
  await work.completeCancellation(amal, await team.seen(done.requestId))
  const { patient, ...withdrawn } = await team.asked('cancel')
  await team.patientRequests.withdraw(patient, withdrawn)
  const inPas = await team.asked('reschedule')
  await request(inPas.requestId).update({ status: 'declined', decided_at: '2026-06-15T09:00:00.000' })
  await team.asked('cancel')
  const byState = { open: 1, done: 1, declined: 2, withdrawn: 1, lapsed: 0 }
  assert.deepEqual(await balance(), { received: 5, byState, unaccounted: 0 })
})

test('a request whose state contradicts its history or its appointment is unaccounted for', async () => {
  const { requestId } = await team.asked('cancel')
  await team.work.completeCancellation(team.amal, await team.seen(requestId))
  await request(requestId).update('status', 'declined')
  assert.equal((await balance()).unaccounted, 1, 'another outcome than its history')
  await request(requestId).update({ status: 'open', decided_at: null })
  assert.equal((await balance()).unaccounted, 1, 'open, though it was closed')
  await request(requestId).update({ status: 'done', decided_at: '2026-06-15T09:00:00.000' })
  assert.equal((await balance()).unaccounted, 0)
  const again = { status: 'booked', cancelled_at: null, cancelled_by: null }
  const { appointment_id: id } = await team.row(requestId)
  await team.doors.database('appointment').where({ id }).update(again)
  assert.equal((await balance()).unaccounted, 1, 'done, and still booked')
})

test('a request with two outcomes in its history is unaccounted for', async () => {
  const { requestId } = await team.asked('cancel')
  await team.work.decline(team.amal, await team.seen(requestId), 'Too soon.')
  const first = await team.doors.database('request_event').first()
  await team.doors.database('request_event').insert({ ...first, version: 9 })
  assert.equal((await balance()).unaccounted, 1)
})

test('what was closed more than 31 days ago is counted, and its history no longer looked at', async () => {
  const { requestId } = await team.asked('cancel')
  await team.work.completeCancellation(team.amal, await team.seen(requestId))
  await request(requestId).update('status', 'declined')
  const now = team.doors.clock.now()
  const inDays = (days: number) => requestBalance(team.doors.database, now.add({ hours: 24 * days }))
  assert.equal((await inDays(31)).unaccounted, 1)
  const { byState, unaccounted } = await inDays(32)
  assert.deepEqual([byState.declined, unaccounted], [1, 0])
})
