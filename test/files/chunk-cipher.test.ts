import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { CHUNK_SIZE, countChunks, openChunk, sealChunks } from '../../src/files/chunk-cipher.ts'
import { aKey, content, whole } from './support.ts'

const { key } = aKey(randomUUID())

test('a chunk is opened only as what it is: its number, and whether it is the last', async () => {
  const chunks = await Array.fromAsync(sealChunks(key, content(2 * CHUNK_SIZE + 1)))
  assert.equal(chunks.length, countChunks(2 * CHUNK_SIZE + 1))
  for (const [number, sealed] of chunks.entries()) {
    const isLast = number === chunks.length - 1
    const opened = openChunk(key, number, isLast, sealed)
    assert.ok(
      opened.equals(whole(2 * CHUNK_SIZE + 1).subarray(number * CHUNK_SIZE, (number + 1) * CHUNK_SIZE)),
    )
    assert.throws(() => openChunk(key, number, !isLast, sealed))
    assert.throws(() => openChunk(key, number + 1, isLast, sealed))
    assert.throws(() => openChunk(aKey('other').key, number, isLast, sealed))
  }
})

test('a tag that is shorter than 16 bytes is never accepted, however little is left', async () => {
  const [sealed] = await Array.fromAsync(sealChunks(key, content(0)))
  assert.ok(sealed)
  assert.equal(openChunk(key, 0, true, sealed).length, 0)
  for (let length = 0; length < sealed.length; length++)
    assert.throws(() => openChunk(key, 0, true, sealed.subarray(0, length)))
})
