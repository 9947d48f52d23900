import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Transaction } from '../../src/database/database.ts'
import { CHUNK_SIZE } from '../../src/files/chunk-cipher.ts'
import { FileFault } from '../../src/files/file-fault.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'
import { until } from '../support/time/until.ts'
import { aKey, readAll, someFiles, store, whole } from './support.ts'

const SIZES = [0, 1, 1000, ...[1, 4, 5].flatMap(chunks => [-1, 0, 1].map(more => chunks * CHUNK_SIZE + more))]

function aFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'portal-files-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())

onEachDatabase(
  'a file of any size is read as it was stored, from the database and from a folder',
  async t => {
    const database = await aDatabase(t)
    for (const folder of [undefined, aFolder(t)]) {
      const { files } = someFiles(database, folder === undefined ? {} : { folder })
      for (const size of SIZES) {
        const stored = await store(files, database, size, 7001)
        assert.equal(stored.size, size)
        assert.equal(stored.hash, createHash('sha256').update(whole(size)).digest('hex'))
        assert.equal((await files.open(stored.id)).size, size)
        const { given, error } = await readAll(files, stored.id)
        assert.equal(error, undefined)
        assert.ok(given.equals(whole(size)), `${size} bytes`)
      }
    }
  },
)

onEachDatabase('nothing readable of a file is in the database', async t => {
  const database = await aDatabase(t)
  const { files } = someFiles(database)
  const secret = Buffer.from('the same words, '.repeat(100))
  const put = () => database.transaction((transaction: Transaction) => files.put(transaction, one(secret)))
  const ids = [(await put()).id, (await put()).id]
  const rows = await database('stored_file_chunk').whereIn('file_id', ids)
  const [first, second] = rows.map(row => row.content as Buffer)
  assert.ok(first && second)
  assert.ok(!first.includes('words'))
  assert.ok(!first.equals(second), 'two files with the same content differ')
})

onEachDatabase('a file of a transaction that is rolled back is not there', async t => {
  const database = await aDatabase(t)
  const folder = aFolder(t)
  for (const { files } of [someFiles(database), someFiles(database, { folder })]) {
    let id = ''
    const rolledBack = database.transaction(async (transaction: Transaction) => {
      id = (await files.put(transaction, one(Buffer.from('x')))).id
      throw new Error('changed my mind')
    })
    await assert.rejects(rolledBack, /changed my mind/)
    await assert.rejects(files.open(id), { name: 'FileFault', reason: 'missing' })
    await until('the folder is empty', () => filesIn(folder).length === 0)
  }
})

onEachDatabase('a source that breaks off stores nothing', async t => {
  const database = await aDatabase(t)
  const folder = aFolder(t)
  const { files } = someFiles(database, { folder })
  const broken = (async function* () {
    yield Buffer.alloc(3 * CHUNK_SIZE)
    throw new Error('broken off')
  })()
  await assert.rejects(
    database.transaction((transaction: Transaction) => files.put(transaction, broken)),
    /broken off/,
  )
  assert.equal(filesIn(folder).length, 0)
  assert.equal((await database('stored_file')).length, 0)
})

onEachDatabase('a removed file is gone from where it was, once that is committed', async t => {
  const database = await aDatabase(t)
  const folder = aFolder(t)
  for (const { files } of [someFiles(database), someFiles(database, { folder })]) {
    const { id } = await store(files, database, CHUNK_SIZE * 2)
    const rolledBack = database.transaction(async (transaction: Transaction) => {
      await files.remove(transaction, [id])
      throw new Error('changed my mind')
    })
    await assert.rejects(rolledBack, /changed my mind/)
    assert.equal((await readAll(files, id)).given.length, CHUNK_SIZE * 2)
    await database.transaction((transaction: Transaction) => files.remove(transaction, [id]))
    await assert.rejects(files.open(id), { reason: 'missing' })
    assert.equal((await database('stored_file_chunk')).length, 0)
    await until('the folder is empty', () => filesIn(folder).length === 0)
  }
})

onEachDatabase('where new files go can be changed, and older ones are still read', async t => {
  const database = await aDatabase(t)
  const before = someFiles(database)
  const { id } = await store(before.files, database, 10)
  const after = someFiles(database, { folder: aFolder(t) })
  assert.equal((await readAll(after.files, id)).given.length, 10)
  const moved = await store(after.files, database, 10)
  assert.deepEqual((await readAll(before.files, moved.id)).error, new FileFault('no-folder', moved.id))
})

onEachDatabase('a file names its key, and without that key it says so', async t => {
  const database = await aDatabase(t)
  const { files } = someFiles(database, { keys: [aKey('2026-11'), aKey('2025-11')] })
  const { id } = await store(files, database, 10)
  const older = someFiles(database, { keys: [aKey('2025-11')] })
  await assert.rejects(older.files.open(id), {
    reason: 'unknown-key',
    message: `File ${id} cannot be read: FILE_KEYS has no key "2026-11"`,
  })
  assert.deepEqual(older.faults, ['unknown-key'])
  const sameIdOtherKey = someFiles(database, { keys: [{ ...aKey('other'), id: '2026-11' }] })
  await assert.rejects(sameIdOtherKey.files.open(id), { reason: 'changed' })
  await assert.rejects(store(someFiles(database, { keys: [] }).files, database, 1), /FILE_KEYS is required/)
})

onEachDatabase('a reader that stops reads no more, and one that is slow is not hurried', async t => {
  const database = await aDatabase(t)
  const { files } = someFiles(database)
  const { id } = await store(files, database, 40 * CHUNK_SIZE, CHUNK_SIZE)
  let reads = 0
  database.on('query', ({ sql }) => {
    if (/stored_file_chunk/.test(sql)) reads++
  })
  const { stream } = await files.open(id)
  for await (const _ of stream) break
  assert.equal(stream.destroyed, true)
  assert.ok(reads <= 2, `${reads} reads`)
})

async function* one(buffer: Buffer): AsyncGenerator<Buffer> {
  yield buffer
}
