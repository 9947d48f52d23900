import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { openDatabase } from '../../src/database/database.ts'
import { timeTaken } from '../support/time/time-taken.ts'
import { aDatabase, aFile, whileHeld } from './support.ts'

test('what is committed survives a power cut, and rows never point to nothing', async t => {
  const database = await aDatabase(t, aFile(t))
  const pragma = async (name: string) => Object.values((await database.raw(`pragma ${name}`))[0])[0]
  assert.equal(await pragma('journal_mode'), 'wal')
  assert.equal(await pragma('synchronous'), 2) // FULL
  assert.equal(await pragma('foreign_keys'), 1)
  assert.equal(await pragma('busy_timeout'), 0) // the client waits, without holding up the process
  assert.equal(await pragma('integrity_check'), 'ok')
})

test('a statement is compiled once for all the values bound to it', async t => {
  const database = await aDatabase(t)
  const find = (id: number, ...columns: string[]) =>
    database('knex_migrations as one')
      .join('knex_migrations as same', 'same.id', 'one.id')
      .where('one.id', id)
      .first('one.id', ...columns)
  await find(1)
  // For each compiled statement better-sqlite3 makes a function that makes its rows.
  const compiled = t.mock.method(globalThis, 'Function')
  for (const id of [1, 2, 3]) assert.deepEqual(await find(id), { id })
  assert.equal(compiled.mock.callCount(), 0)
  assert.ok(await find(1, 'same.name'))
  assert.equal(compiled.mock.callCount(), 1, 'another statement is')
})

test('rows that point to nothing are refused', async t => {
  const database = await aDatabase(t)
  const site = { ods_code: 'S1', trust_ods_code: 'none', name: 'Site', address: 'Street' }
  await assert.rejects(database('site').insert(site), { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
})

test('a second process that reads and then writes waits for the first, and sees its change', async t => {
  const url = aFile(t)
  const first = await aDatabase(t, url)
  await first('used_once').insert({ value_hash: 'counter', expires_at: '0' })
  const second = new Worker(new URL('read-then-write.ts', import.meta.url), { workerData: url })
  const done = Promise.withResolvers<unknown>()
  const waits = Promise.withResolvers<void>()
  second.on('message', message => (message === 'waits' ? waits.resolve() : done.resolve(message)))
  second.on('error', done.reject)

  await first.transaction(async transaction => {
    const { expires_at: read } = await transaction('used_once').first()
    second.postMessage('go')
    await Promise.race([waits.promise, done.promise])
    await transaction('used_once').update({ expires_at: String(Number(read) + 1) })
  })
  assert.deepEqual(await done.promise, { read: 1 })
  assert.equal((await first('used_once').first()).expires_at, 2)
  await second.terminate()
})

test('a transaction that only began keeps other writers out', async t => {
  const url = aFile(t)
  const first = await aDatabase(t, url)
  const second = openDatabase(url)
  t.after(() => second.destroy())
  await whileHeld(first, async () => {
    const writing = second('used_once').insert({ value_hash: 'b', expires_at: '0' })
    await assert.rejects(writing, { code: /SQLITE_BUSY/ })
    assert.deepEqual(await second('used_once').select(), [], 'readers are let through')
  })
  await second('used_once').insert({ value_hash: 'b', expires_at: '0' })
})

test('a transaction that fails half way leaves nothing', async t => {
  const database = await aDatabase(t)
  const half = database.transaction(async transaction => {
    await transaction('used_once').insert({ value_hash: 'c', expires_at: '0' })
    throw new Error('half way')
  })
  await assert.rejects(half, /half way/)
  assert.deepEqual(await database('used_once').select(), [])
})

test('a request without a connection after a second fails, and the next one gets one', async t => {
  const database = await aDatabase(t)
  await whileHeld(database, async () => {
    const refused = () => assert.rejects(database('used_once').select(), { name: 'KnexTimeoutError' })
    const [took] = await timeTaken(refused)
    assert.ok(took < 2000, `${took} ms`)
  })
  await database('used_once').select()
})
