import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openDatabase } from '../../src/database/database.ts'

const folder = mkdtempSync(join(tmpdir(), 'seed-'))
const url = `sqlite:${join(folder, 'pas.sqlite')}`
const program = new URL('../../src/commands/seed.ts', import.meta.url).pathname

after(() => rmSync(folder, { recursive: true }))

test('a wrong argument is answered plainly, and nothing is made', () => {
  for (const wrong of [
    ['--appointments', 'many'],
    ['--appointments', '-1'],
    ['--appointments', '10000001'],
    ['--appointments'],
    ['--people'],
    ['5'],
  ]) {
    const { status, stdout, stderr } = seed(...wrong)
    assert.deepEqual([status, stdout], [1, ''])
    assert.match(stderr, /--appointments/)
    assert.doesNotMatch(stderr, / at |node:/)
  }
})

test('an empty database is seeded, with progress, and then refused', async t => {
  const first = seed('--appointments', '1000')
  assert.equal(first.stderr, '')
  assert.equal(first.status, 0)
  assert.match(first.stdout, /demonstration people[\s\S]*Added 1,000 of 1,000 appointments/)

  const again = seed()
  assert.deepEqual([again.status, again.stdout], [1, ''])
  assert.match(again.stderr, /^The database is not empty: nothing was added\. .*\n$/)

  const database = openDatabase(url)
  t.after(() => database.destroy())
  assert.equal((await database('patient').count('* as count'))[0]?.count, 104)
})

function seed(...args: string[]) {
  const env = { ...process.env, NODE_ENV: 'test', DATABASE_URL: url }
  return spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' })
}
