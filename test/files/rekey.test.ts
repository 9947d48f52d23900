import assert from 'node:assert/strict'
import { rekey } from '../../src/files/rekey.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'
import { aKey, readAll, someFiles, store, whole } from './support.ts'

const [OLD, NEW] = [aKey('2025'), aKey('2026')]

onEachDatabase(
  'every file is wrapped by the newest key, its content is not touched, and a second run has nothing to do',
  async t => {
    const database = await aDatabase(t)
    const { files } = someFiles(database, { keys: [OLD] })
    const sizes = Array.from({ length: 250 }, (_, index) => index)
    const ids: string[] = []
    for (const size of sizes) ids.push((await store(files, database, size)).id)
    const before = await database('stored_file_chunk').orderBy(['file_id', 'number'])
    const progress: number[] = []
    const result = await rekey(database, [NEW, OLD], done => progress.push(done))
    assert.deepEqual(result, { wrapped: 250, faults: [] })
    assert.deepEqual(progress, [100, 200, 250])
    assert.deepEqual(await database('stored_file_chunk').orderBy(['file_id', 'number']), before)
    const only = someFiles(database, { keys: [NEW] })
    for (const [index, id] of ids.entries()) {
      const { given, error } = await readAll(only.files, id)
      assert.equal(error, undefined)
      assert.ok(given.equals(whole(sizes[index] as number)))
    }
    assert.deepEqual(await rekey(database, [NEW], () => {}), { wrapped: 0, faults: [] })
  },
)

onEachDatabase('stopped halfway, it leaves every file readable, and goes on with the rest', async t => {
  const database = await aDatabase(t)
  const { files } = someFiles(database, { keys: [OLD] })
  const ids: string[] = []
  for (let count = 0; count < 130; count++) ids.push((await store(files, database, 10)).id)
  const stop = new Error('stopped')
  const stopped = rekey(database, [NEW, OLD], () => {
    throw stop
  })
  await assert.rejects(stopped, stop)
  const both = someFiles(database, { keys: [NEW, OLD] })
  for (const id of ids) assert.equal((await readAll(both.files, id)).error, undefined)
  assert.deepEqual(await rekey(database, [NEW, OLD], () => {}), { wrapped: 30, faults: [] })
})

onEachDatabase(
  'a file that no key opens, or that was changed, is named, and the others are wrapped',
  async t => {
    const database = await aDatabase(t)
    const lost = await store(someFiles(database, { keys: [aKey('lost')] }).files, database, 10)
    const { files } = someFiles(database, { keys: [OLD] })
    const changed = await store(files, database, 10)
    await database('stored_file').where('id', changed.id).update({ size: 11 })
    const fine = await store(files, database, 10)
    const { wrapped, faults } = await rekey(database, [NEW, OLD], () => {})
    assert.equal(wrapped, 1)
    assert.deepEqual(
      faults.map(({ fileId, reason }) => [fileId, reason]).toSorted(),
      [
        [lost.id, 'unknown-key'],
        [changed.id, 'changed'],
      ].toSorted(),
    )
    assert.equal((await readAll(someFiles(database, { keys: [NEW] }).files, fine.id)).error, undefined)
  },
)
