import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Database } from '../../src/database/database.ts'
import { CHUNK_SIZE, SEALED_CHUNK_SIZE } from '../../src/files/chunk-cipher.ts'
import { FileFault } from '../../src/files/file-fault.ts'
import type { StoredFiles } from '../../src/files/stored-files.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'
import { fc } from '../support/fast-check.ts'
import { readAll, someFiles, store, whole } from './support.ts'

/*
 * Whatever is done to the encrypted content of a file, it ends in an error, and what was given out before is the beginning of
 * the right file.
 */

/** Around the borders of chunks, and around those of the batches in which they are read. */
const size = fc.oneof(
  fc.integer({ min: 0, max: 200 }),
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: -20, max: 20 }))
    .map(([chunks, more]) => chunks * CHUNK_SIZE + more),
)

/** What is done to the chunks of a file; `at` and `to` choose among them, `other` is another file with the same key. */
type Change = { kind: string; at: number; to: number; byte: number; flip: number }

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(
    'flip',
    'drop',
    'repeat',
    'swap',
    'cut',
    'extend',
    'append',
    'append-copy',
    'exchange',
    'all-of-other',
    'empty',
  ),
  at: fc.nat(),
  to: fc.nat(),
  byte: fc.nat(),
  flip: fc.integer({ min: 1, max: 255 }),
})

/** Undefined where the change would change nothing. */
function changed(chunks: readonly Buffer[], others: readonly Buffer[], how: Change): Buffer[] | undefined {
  const at = how.at % chunks.length
  const to = how.to % chunks.length
  const chunk = chunks[at] as Buffer
  const result = [...chunks]
  const replace = (buffer: Buffer) => result.with(at, buffer)
  switch (how.kind) {
    case 'flip': {
      const copy = Buffer.from(chunk)
      const byte = how.byte % copy.length
      copy[byte] = (copy[byte] as number) ^ how.flip
      return replace(copy)
    }
    case 'drop':
      return result.toSpliced(at, 1)
    case 'repeat':
      return result.toSpliced(at, 0, chunk)
    case 'swap':
      return at === to ? undefined : result.with(at, chunks[to] as Buffer).with(to, chunk)
    case 'cut':
      return replace(chunk.subarray(0, how.byte % chunk.length))
    case 'extend':
      return replace(Buffer.concat([chunk, Buffer.alloc(1 + (how.byte % 40), how.flip)]))
    case 'append':
      return [...result, Buffer.alloc(16 + (how.byte % 40), how.flip)]
    case 'append-copy':
      return [...result, chunk]
    case 'exchange':
      return replace(others[how.to % others.length] as Buffer)
    case 'all-of-other':
      return [...others]
    default:
      return []
  }
}

async function isRefused(files: StoredFiles, id: string, length: number): Promise<void> {
  const { given, error } = await readAll(files, id)
  assert.ok(error instanceof FileFault, `given ${given.length} of ${length} bytes without an error`)
  assert.ok(['changed', 'missing'].includes(error.reason))
  assert.ok(given.equals(whole(length).subarray(0, given.length)), 'wrong bytes were given')
  assert.ok(given.length < Math.max(length, 1) || length === 0)
}

test('changed, moved, repeated, missing and foreign chunks in the database are refused', async t => {
  const database = await aDatabase(t)
  const { files } = someFiles(database)
  await fc.assert(
    fc.asyncProperty(size, size, change, async (length, otherLength, how) => {
      const { id } = await store(files, database, length, CHUNK_SIZE)
      const other = await store(files, database, otherLength, CHUNK_SIZE)
      const result = changed(await chunksOf(database, id), await chunksOf(database, other.id), how)
      if (!result) return
      await database('stored_file_chunk').where('file_id', id).delete()
      for (const [number, content] of result.entries())
        await database('stored_file_chunk').insert({ file_id: id, number, content })
      await isRefused(files, id, length)
      await database('stored_file_chunk').delete()
    }),
    { numRuns: 150 },
  )
})

test('the same in a folder', async t => {
  const database = await aDatabase(t)
  const folder = aFolder(t)
  const { files } = someFiles(database, { folder })
  const path = (id: string) => join(folder, id.slice(0, 2), id)
  await fc.assert(
    fc.asyncProperty(size, size, change, async (length, otherLength, how) => {
      const { id } = await store(files, database, length, CHUNK_SIZE)
      const other = await store(files, database, otherLength, CHUNK_SIZE)
      const before = readFileSync(path(id))
      const result = changed(cut(before), cut(readFileSync(path(other.id))), how)
      if (!result || Buffer.concat(result).equals(before)) return
      writeFileSync(path(id), Buffer.concat(result))
      await isRefused(files, id, length)
    }),
    // Each file waits for the disk.
    { numRuns: 60 },
  )
})

onEachDatabase('a chunk whose number was changed is refused', async t => {
  const database = await aDatabase(t)
  const { files } = someFiles(database)
  const length = 3 * CHUNK_SIZE
  const { id } = await store(files, database, length, CHUNK_SIZE)
  await database('stored_file_chunk').where({ file_id: id, number: 2 }).update({ number: 7 })
  await isRefused(files, id, length)
})

onEachDatabase(
  'a header that was changed or belongs to another file is refused, whatever was changed in it',
  async t => {
    const database = await aDatabase(t)
    const { files, faults } = someFiles(database)
    const { id } = await store(files, database, 100)
    const other = await store(files, database, 100)
    const header = await database('stored_file').where({ id }).first()
    const otherHeader = await database('stored_file').where({ id: other.id }).first()
    const flipped = Array.from({ length: 60 }, (_, byte) => {
      const wrapped = Buffer.from(header.wrapped_key)
      wrapped[byte] = (wrapped[byte] as number) ^ 1
      return { wrapped_key: wrapped }
    })
    const changes = [
      ...flipped,
      { wrapped_key: otherHeader.wrapped_key },
      { wrapped_key: header.wrapped_key.subarray(0, 59) },
      { size: 99 },
      { size: 101 },
      { size: 0 },
      { format: 2 },
    ]
    for (const each of changes) {
      await database('stored_file')
        .where({ id })
        .update({ ...header, ...each })
      await assert.rejects(files.open(id), { reason: 'changed' })
    }
    assert.equal(faults.length, changes.length)
    // The whole of another file under this one's id.
    await database('stored_file')
      .where({ id })
      .update({ ...otherHeader, id })
    const [chunk] = await chunksOf(database, other.id)
    await database('stored_file_chunk').where({ file_id: id }).update({ content: chunk })
    await assert.rejects(files.open(id), { reason: 'changed' })
  },
)

async function chunksOf(database: Database, id: string): Promise<Buffer[]> {
  return database('stored_file_chunk').where('file_id', id).orderBy('number').pluck('content')
}

function cut(content: Buffer): Buffer[] {
  const count = Math.ceil(content.length / SEALED_CHUNK_SIZE)
  return Array.from({ length: count }, (_, number) =>
    content.subarray(number * SEALED_CHUNK_SIZE, (number + 1) * SEALED_CHUNK_SIZE),
  )
}

function aFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'portal-files-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}
