import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { aDatabase, aFile } from '../database/support.ts'
import { aPdf } from '../features/letters/import/a-pdf.ts'
import { aPatient, aTrust, testPerson } from '../support/builders.ts'
import { childEnvironment } from '../support/child-environment.ts'
import { until } from '../support/time/until.ts'

const script = new URL('../../src/commands/import-letters.ts', import.meta.url).pathname

function environment(url: string) {
  return { ...childEnvironment, DATABASE_URL: url }
}

/** As `npm run import:letters` runs it. */
async function run(
  url: string,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, [script, ...args], { env: environment(url) }).then(
    output => ({ code: 0, ...output }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  )
}

async function aHospital(t: TestContext) {
  const url = aFile(t)
  const database = await aDatabase(t, url)
  const trust = await aTrust(database)
  const person = testPerson(1)
  await aPatient(database, person)
  const folder = mkdtempSync(join(tmpdir(), 'portal-letters-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'letter.pdf'), aPdf({ words: 'Dear patient', tagged: true }))
  const line = {
    trust,
    nhs_number: person.nhsNumber,
    kind: 'outcome',
    date: '2026-01-30',
    file: 'letter.pdf',
  }
  const write = (lines: object[]) =>
    writeFileSync(
      join(folder, 'manifest.ndjson'),
      lines.map(changes => JSON.stringify({ ...line, ...changes })).join('\n'),
    )
  return { url, database, folder, write, person }
}

test('the command takes letters in, says of each wrong one where and why, and says nothing of any patient', async t => {
  const { url, folder, write, person } = await aHospital(t)
  write([{ id: 'L1' }, { id: 'L2', file: 'none.pdf' }, { id: 'L3', kind: person.familyName }])
  const { code, stdout, stderr } = await run(url, folder)
  assert.equal(stderr, '')
  assert.equal(code, 1)
  assert.equal(
    stdout,
    [
      'LINE 2  refused: file-missing: the file is not there',
      'LINE 3  refused: wrong-field (kind): a field is missing, unknown or not of its form',
      'Looked at 3 of 3 letters.',
      '1 added, 0 changed, 0 withdrawn, 0 unchanged, 2 refused.\n',
    ].join('\n'),
  )
  write([{ id: 'L1' }])
  const again = await run(url, join(folder, 'manifest.ndjson'))
  assert.deepEqual(again, {
    code: 0,
    stdout: 'Looked at 1 of 1 letters.\n0 added, 0 changed, 0 withdrawn, 1 unchanged, 0 refused.\n',
    stderr: '',
  })
})

test('a fault of the database names no patient either', async t => {
  const { url, database, folder, write, person } = await aHospital(t)
  write([{ id: 'L1' }])
  await database.schema.renameTable('letter_choice', 'elsewhere')
  const { code, stderr } = await run(url, folder)
  assert.equal(code, 1)
  assert.match(
    stderr,
    /process ended by an uncaught error.*SQLITE_ERROR|SQLITE_ERROR.*process ended by an uncaught error/,
  )
  assert.ok(!stderr.includes(person.nhsNumber), stderr)
})

test('a command without a manifest says what it needs', async t => {
  const { url, folder } = await aHospital(t)
  assert.match((await run(url)).stderr, /^Usage: npm run import:letters/)
  assert.match((await run(url, folder)).stderr, /needs one of manifest\.csv and manifest\.ndjson/)
  assert.match((await run(url, join(folder, 'none'))).stderr, /There is no such folder/)
})

test('killed half-way and started again, every letter is there once, with its file, entry and event', async t => {
  const { url, database, folder, write } = await aHospital(t)
  const ids = Array.from({ length: 400 }, (_, index) => `L${index}`)
  write(ids.map(id => ({ id })))
  const letters = () => database('letter').pluck('source_id')
  const child = spawn(process.execPath, [script, folder], { env: environment(url), stdio: 'ignore' })
  const ended = new Promise(resolve => child.once('exit', resolve))
  await until('some letters are there', async () => (await letters()).length > 0, 120, 5)
  child.kill('SIGKILL')
  await ended
  const before = (await letters()).length
  assert.ok(before > 0 && before < ids.length, `${before} letters when it was killed`)
  const { code, stdout } = await run(url, folder)
  assert.equal(code, 0, stdout)
  assert.match(
    stdout,
    new RegExp(`${ids.length - before} added, 0 changed, 0 withdrawn, ${before} unchanged`),
  )
  assert.deepEqual((await letters()).toSorted(), ids.toSorted())
  for (const table of ['stored_file', 'stored_file_chunk', 'outbox', 'audit_log'])
    assert.equal((await database(table)).length, ids.length, table)
  const files = await database('letter').pluck('file_id')
  assert.deepEqual(files.toSorted(), (await database('stored_file').pluck('id')).toSorted())
})
