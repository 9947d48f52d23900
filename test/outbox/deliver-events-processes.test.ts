import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Database } from '../../src/database/database.ts'
import { deliverEvents } from '../../src/outbox/deliver-events.ts'
import { createLog } from '../../src/shared/log.ts'
import { aDatabase, aFile } from '../database/support.ts'
import { aMoment, until } from '../support/time/until.ts'
import type { Delivering } from './delivering.ts'
import { anEvent, handlersOfAll, someAppointments } from './events.ts'

/** Workers in processes of their own, on one database file. */

async function aWorker(t: TestContext, settings: Delivering) {
  const child = fork(new URL('./delivering.ts', import.meta.url), { stdio: 'ignore' })
  t.after(() => child.kill('SIGKILL'))
  await once(child, 'message')
  return { child, start: () => child.send(settings) }
}

function aNoteFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'portal-deliveries-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'notes')
}

function notes(file: string): { what: string; id: string; by: string }[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => {
      const [what = '', id = '', by = ''] = line.split(' ')
      return { what, id, by }
    })
}

const unsent = async (database: Database) =>
  Number((await database('outbox').whereNull('sent_at').count({ total: '*' }).first())?.total)

test('workers in several processes send each event once, and each appointment’s in order', async t => {
  const url = aFile(t)
  const file = aNoteFile(t)
  const database = await aDatabase(t, url)
  const order: string[][] = []
  for (const appointment of await someAppointments(database, 12)) {
    const events = []
    for (const version of [2, 3, 4]) events.push(await anEvent(database, appointment, version))
    order.push(events)
  }
  const workers = [1, 2, 3].map(seed => aWorker(t, { url, file, dies: false, seed }))
  for (const worker of await Promise.all(workers)) worker.start()
  await until('all are sent', async () => (await unsent(database)) === 0)

  const noted = notes(file)
  const sending = new Set<string>()
  for (const { what, id } of noted) {
    assert.equal(sending.has(id), what === 'sent', 'no two workers send it at once')
    if (what === 'begins') sending.add(id)
    else sending.delete(id)
  }
  const sent = noted.filter(({ what }) => what === 'sent').map(({ id }) => id)
  assert.equal(sent.length, 36)
  for (const events of order)
    assert.deepEqual(
      sent.filter(id => events.includes(id)),
      events,
    )
  assert.ok(new Set(noted.map(({ by }) => by)).size > 1, 'more than one of them worked')
})

test('an event whose worker was killed before it recorded the delivery is sent again after the lease, with the same id', async t => {
  const url = aFile(t)
  const file = aNoteFile(t)
  const database = await aDatabase(t, url)
  const [appointment = ''] = await someAppointments(database, 1)
  const id = await anEvent(database, appointment)
  const { child, start } = await aWorker(t, { url, file, dies: true, seed: 1 })
  start()
  await once(child, 'exit')
  assert.deepEqual(
    notes(file).map(({ what, id }) => [what, id]),
    [
      ['begins', id],
      ['sent', id],
    ],
  )
  assert.equal((await database('outbox').first()).sent_at, null)

  const again: string[] = []
  let now = Temporal.Now.instant()
  const handlers = handlersOfAll(async event => void again.push(event.id))
  const all = { database, clock: { now: () => now }, log: createLog('silent'), handlers }
  const worker = deliverEvents(all, { pauseWhenIdle: 5 })
  t.after(() => worker.stop())
  await aMoment()
  assert.deepEqual(again, [], 'its lease still runs')
  now = now.add({ seconds: 61 })
  await until('all are sent', async () => (await unsent(database)) === 0)
  assert.deepEqual(again, [id])
})
