import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openDatabase } from '../../src/database/database.ts'
import { inSharedTransaction } from '../../src/database/shared-transaction.ts'
import { aTrust } from '../support/builders.ts'
import { whileRefusing } from '../support/database/faulty-tables.ts'
import { aDatabase, aFile, onEachDatabase } from '../support/databases.ts'

const names = Array.from({ length: 12 }, (_, index) => `trust ${String(index).padStart(2, '0')}`)

/** A file, and how often it was written to and what its writes were, in order. */
async function aFileWatched(t: TestContext) {
  const url = aFile(t)
  const database = await aDatabase(t, url)
  const sent: string[] = []
  database.on('query', ({ sql }) => sent.push(sql))
  return { url, database, commits: () => sent.filter(sql => sql.startsWith('COMMIT')).length }
}

onEachDatabase('every write that waited is there when it says so, and none is lost', async t => {
  const database = await aDatabase(t)
  await Promise.all(
    names.map(async name => {
      await inSharedTransaction(database, async transaction => {
        await aTrust(transaction, { name })
      })
      assert.equal((await database('trust').where({ name })).length, 1)
    }),
  )
  assert.deepEqual(await database('trust').orderBy('name').pluck('name'), names)
})

test('on SQLite writes that wait at the same moment are one commit, in their order', async t => {
  const { database, commits } = await aFileWatched(t)
  const order: string[] = []
  await Promise.all(
    names.map(name =>
      inSharedTransaction(database, async transaction => {
        order.push(name)
        await aTrust(transaction, { name })
      }),
    ),
  )
  assert.equal(commits(), 1)
  assert.deepEqual(order, names)
  assert.equal((await database('trust')).length, names.length)
})

test('on SQLite none is told that it is done before another process can see all of them', async t => {
  const { url, database } = await aFileWatched(t)
  const other = openDatabase(url)
  t.after(() => other.destroy())
  const seen = await Promise.all(
    names.map(async name => {
      await inSharedTransaction(database, async transaction => {
        await aTrust(transaction, { name })
      })
      return (await other('trust').where({ name })).length
    }),
  )
  assert.deepEqual(
    seen,
    names.map(() => 1),
  )
})

test('a write that fails on SQLite fails alone, and leaves nothing', async t => {
  const { database } = await aFileWatched(t)
  const refused = { verb: 'insert', table: 'trust', where: { name: 'trust 05' } } as const
  const results = await whileRefusing(database, refused, () =>
    Promise.allSettled(
      names.map(name =>
        inSharedTransaction(database, async transaction => {
          await aTrust(transaction, { name })
        }),
      ),
    ),
  )
  const failed = results.flatMap(({ status }, index) => (status === 'rejected' ? names[index] : []))
  assert.deepEqual(failed, ['trust 05'])
  assert.deepEqual(
    await database('trust').orderBy('name').pluck('name'),
    names.filter(name => name !== 'trust 05'),
  )
})

test('while another process holds the lock of SQLite all that wait are refused together, and later ones are not', async t => {
  const { url, database } = await aFileWatched(t)
  const other = openDatabase(url)
  t.after(() => other.destroy())
  const write = (name: string) =>
    inSharedTransaction(database, async transaction => {
      await aTrust(transaction, { name })
    })
  const held = await other.transaction()
  const results = await Promise.allSettled(names.map(write))
  for (const result of results)
    assert.equal(result.status === 'rejected' && result.reason.code, 'SQLITE_BUSY')
  await held.rollback()
  await write('later')
  assert.deepEqual(await database('trust').pluck('name'), ['later'])
})
