import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { markRegistered } from '../../src/features/wayfinder/registered-patient-store.ts'
import { aTrust } from '../support/builders.ts'
import { childEnvironment } from '../support/child-environment.ts'
import { aFile } from '../support/databases.ts'

/** The commands as they are typed. */
function typed(url: string, name: string, ...args: string[]) {
  const file = fileURLToPath(new URL(`../../src/commands/${name}.ts`, import.meta.url))
  const env = { ...childEnvironment, DATABASE_URL: url }
  return spawnSync(process.execPath, [file, ...args], { env, encoding: 'utf8' })
}

test('the commands do what they say, and say how they are used', async t => {
  const url = aFile(t)
  const database = openDatabase(url)
  await migrate(database)
  const trust = await aTrust(database, { ods_code: 'RFF' })
  await markRegistered(database, 'appointments', [{ patientId: 'p', nhsNumber: '' }], Temporal.Now.instant())

  const report = typed(url, 'monthly-report', '--month', '2026-01', '--trust', trust)
  assert.deepEqual([report.status, report.stderr], [0, ''])
  assert.match(report.stdout, /^Month,Trust,.*\r\n2026-01,RFF,All,People who logged in,\*\r\n/)
  const file = `${url.slice('sqlite:'.length)}.csv`
  const thisMonth = Temporal.Now.plainDateISO('Europe/London').toPlainYearMonth().toString()
  const early = typed(url, 'monthly-report', '--month', thisMonth, '--trust', trust, '--output', file)
  assert.deepEqual([early.status, early.stdout], [0, ''])
  assert.match(early.stderr, /has not ended/)
  assert.ok(readFileSync(file, 'utf8').includes(`${thisMonth},RFF,All,`))
  for (const [args, words] of [
    [['--month', '2026-13', '--trust', trust], /^Usage: npm run report/],
    [['--month', '2026-01', '--trust', 'RXX'], /no trust with that code/],
  ] as const) {
    const { status, stderr, stdout } = typed(url, 'monthly-report', ...args)
    assert.deepEqual([status, stdout], [1, ''])
    assert.match(stderr, words)
  }

  const early2020 = typed(url, 'record-service', '--count', '--at', '2020-01-01T00:00:00Z')
  assert.match(early2020.stdout, /^0 patients by 2020/)
  assert.equal(typed(url, 'record-service', '--resend-all').status, 0)
  assert.equal((await database('resend_records')).length, 1)
  const misused = typed(url, 'record-service', '--count', '--resend-all')
  assert.deepEqual([misused.status, misused.stdout], [1, ''])
  assert.match(misused.stderr, /Usage: npm run record-service/)
  await database.destroy()
})
