import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGateways } from '../src/gateways.ts'
import { startJobs } from '../src/jobs.ts'
import { aboutToCancel, someone, someoneLoggedIn } from './features/appointments/support.ts'
import { someFiles } from './files/support.ts'
import { send } from './support/form.ts'
import { aPortal } from './support/portal.ts'
import { aWorker } from './support/rounds.ts'
import { until } from './support/time/until.ts'
import { startWayfinder } from './support/wayfinder.ts'

test('what a patient does reaches Wayfinder, and so does who is a patient', async t => {
  const portal = await aPortal()
  t.after(() => portal.close())
  const { simulated, reporting, records } = await startWayfinder(t)
  const them = await someoneLoggedIn(portal)
  await send(them.browser, `${them.address}/cancel/confirm`, await aboutToCancel(them)).expect(303)
  const other = await someone(portal)

  const { log, logged } = aWorker(portal.database)
  const { clock, database } = portal
  const gateways = createGateways({ reportingService: reporting, recordService: records }, clock)
  const jobs = startJobs({ database, clock, log, files: someFiles(database).files, gateways })
  await until('all has arrived', async () => simulated.events.size >= 4 && simulated.records.size === 2)
  await jobs.stop()

  const events = [...simulated.events.values()]
  const theirs = events.filter(each => JSON.stringify(each).match(`${them.person.nhsNumber}|${them.id}`))
  assert.deepEqual(
    theirs.map(({ EventCode }) => EventCode),
    ['SESSION', 'APPT', 'APPT-CANC'],
  )
  assert.ok(
    events.some(each => 'Id' in each && each.Id === other.id),
    'noticed without anybody coming',
  )
  assert.deepEqual(simulated.records, new Set([them.person.nhsNumber, other.person.nhsNumber]))
  assert.ok(logged.every(line => !line.includes(them.person.nhsNumber)))
  assert.deepEqual(new Set(await database('turn').pluck('holder')), new Set([null]))
})

test('a worker without external systems says so, and keeps what there is to send', async t => {
  const portal = await aPortal()
  t.after(() => portal.close())
  await someoneLoggedIn(portal)
  const { log, logged } = aWorker(portal.database)
  const { clock, database } = portal
  const gateways = createGateways({ reportingService: undefined, recordService: undefined }, clock)
  const jobs = startJobs({ database, clock, log, files: someFiles(database).files, gateways })
  await until('the changes are noticed', async () => (await database('reporting_event')).length === 2)
  await jobs.stop()
  assert.equal(logged.filter(line => line.includes('is not set')).length, 2)
  assert.deepEqual(await database('reporting_event').distinct('state').pluck('state'), ['waiting'])
})
