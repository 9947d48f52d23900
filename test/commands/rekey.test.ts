import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { aDatabase, aFile } from '../database/support.ts'
import { aKey, readAll, someFiles, store } from '../files/support.ts'
import { childEnvironment } from '../support/child-environment.ts'

const script = new URL('../../src/commands/rekey.ts', import.meta.url).pathname

/** As `npm run rekey` runs it. */
async function run(url: string, keys: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const FILE_KEYS = keys.map(id => `${id}:${aKey(id).key.toString('base64')}`).join(',')
  const env = { ...childEnvironment, DATABASE_URL: url, ...(keys.length > 0 && { FILE_KEYS }) }
  return promisify(execFile)(process.execPath, [script], { env }).then(
    output => ({ code: 0, ...output }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  )
}

test('the command wraps files with the newest key, and says which it could not wrap', async t => {
  const url = aFile(t)
  const database = await aDatabase(t, url)
  const { files } = someFiles(database, { keys: [aKey('2025')] })
  const { id } = await store(files, database, 10)
  const lost = await store(someFiles(database, { keys: [aKey('lost')] }).files, database, 10)
  assert.deepEqual(await run(url, ['2026', '2025']), {
    code: 1,
    stdout: [
      'Looked at 2 of 2 files.',
      'Wrapped 1 files with the key "2026".',
      `FAULT  File ${lost.id} cannot be read: FILE_KEYS has no key "lost"`,
      '1 files could not be wrapped. Keep the older keys.\n',
    ].join('\n'),
    stderr: '',
  })
  assert.equal((await readAll(someFiles(database, { keys: [aKey('2026')] }).files, id)).error, undefined)
  assert.deepEqual(await run(url, ['2026', 'lost']), {
    code: 0,
    stdout: 'Looked at 1 of 1 files.\nWrapped 1 files with the key "2026".\n',
    stderr: '',
  })
})
