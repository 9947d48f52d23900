import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { addReportingEvent } from '../../../src/features/wayfinder/reporting-event-store.ts'
import { aPatient, testPerson } from '../../support/builders.ts'
import { aDatabase, aFile } from '../../support/databases.ts'
import { until } from '../../support/time/until.ts'
import { startWayfinder, type Wayfinder } from '../../support/wayfinder.ts'

function aWorker(t: TestContext, settings: { url: string; reporting: Wayfinder['reporting'] }): ChildProcess {
  const child = fork(new URL('./reporting-worker.ts', import.meta.url))
  t.after(() => child.kill('SIGKILL'))
  child.send(settings)
  return child
}

test('when a worker is killed after sending but before marking events as sent, others finish in order, and no event counts twice', async t => {
  const url = aFile(t)
  const database = await aDatabase(t, url)
  const { simulated, reporting } = await startWayfinder(t)
  const patientId = await aPatient(database, testPerson(1))
  const keep = async (from: number, to: number) => {
    for (let place = from; place < to; place++)
      await addReportingEvent(database, {
        kind: 'appointment-missed',
        at: Temporal.Instant.from('2026-06-15T09:00:00Z'),
        patientId,
        appointmentId: `appointment ${place}`,
      })
  }
  await keep(0, 30)
  simulated.misbehaves.reporting = 'answer-lost'
  const first = aWorker(t, { url, reporting })
  await until('the first has sent', async () => simulated.events.size === 30)
  first.kill('SIGKILL')
  await once(first, 'exit')
  assert.equal((await database('reporting_event').where('state', 'waiting')).length, 30)

  simulated.misbehaves = {}
  await keep(30, 60)
  for (const _ of [1, 2]) aWorker(t, { url, reporting })
  await until(
    'all are marked as sent',
    async () => (await database('reporting_event').where('state', 'sent')).length === 60,
  )
  assert.deepEqual(
    [...simulated.events.values()].map(each => 'AppointmentId' in each && each.AppointmentId),
    Array.from({ length: 60 }, (_, place) => `appointment ${place}`),
  )
})
