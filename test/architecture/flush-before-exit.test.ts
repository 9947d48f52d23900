import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { test } from 'node:test'

/** More than a pipe holds. */
const SIZE = 1024 * 1024

/** What is read of a process that writes so much and ends at once, and its exit code. */
async function readSlowly(...options: string[]): Promise<{ read: number; code: number }> {
  const program = `process.stdout.write('x'.repeat(${SIZE})); process.exit(3)`
  const child = spawn(process.execPath, [...options, '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let read = 0
  child.stdout.on('data', (bytes: Buffer) => {
    read += bytes.length
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve({ read, code: Number(code) }))
  })
}

test('a process of a test run ends once all of its results have been read', async () => {
  const result = await readSlowly('--import', './test/groups/flush-before-exit.ts')
  assert.deepEqual(result, { read: SIZE, code: 3 })
})

test('Node alone ends it before, which is why the file is needed', async () => {
  const { read, code } = await readSlowly()
  assert.equal(code, 3)
  assert.ok(read < SIZE, 'Node flushes now: remove flush-before-exit.ts')
})
