import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { engineStatements, type Statements } from './statements.ts'
import { recordTSql } from './t-sql-recorder.ts'

/*
 * The T-SQL of every statement and migration, kept in files so that a change in it is seen in review. To accept a
 * change: `node --test --test-update-snapshots test/database/t-sql.test.ts`.
 */

const root = new URL('../../', import.meta.url)
const migrations = readdirSync(new URL('migrations', root)).filter(name => /^\d{4}-.*\.ts$/.test(name))

const statements: Statements = { ...engineStatements }
for (const file of globSync('test/features/*/statements.ts', { cwd: fileURLToPath(root) }).toSorted())
  Object.assign(statements, (await import(new URL(file, root).href)).statements)

for (const [file, functions] of Object.entries(statements))
  test(`${file} in T-SQL`, async context => {
    const parts = []
    for (const [name, run] of Object.entries(functions)) {
      const recorder = recordTSql(answers())
      await run(recorder.database)
      assert.ok(recorder.statements.length > 0, name)
      parts.push(`-- ${name}`, ...recorder.statements)
    }
    keeps(context, basename(file, '.ts'), parts)
  })

for (const name of migrations)
  test(`migration ${name} in T-SQL`, async context => {
    const recorder = recordTSql()
    await (await import(new URL(`migrations/${name}`, root).href)).up(recorder.database)
    keeps(context, basename(name, '.ts'), recorder.statements)
  })

test('every function that sends statements is among them', async () => {
  const sources = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })
    .map(name => `src/${name}`)
    // A bulk load sends rows.
    .filter(
      file => /\.ts$/.test(file) && !/^src\/(dev|web)\/|redis-session-store|-row\.ts$|bulk-load/.test(file),
    )
  const sending = sources.filter(file => /-store\.ts$/.test(file) || namesATable(file))
  assert.ok(sending.length > 9)
  const missing: string[] = []
  for (const file of sending)
    for (const name of namesOf(await import(new URL(file, root).href)))
      if (!statements[file]?.[name]) missing.push(`${file}: ${name}`)
  assert.deepEqual(missing, [], 'give it arguments to send in the statements.ts of its test folder')
})

test('no file of T-SQL is left over', () => {
  const known = [...Object.keys(statements), ...migrations].map(file => `${basename(file, '.ts')}.sql`)
  assert.deepEqual(readdirSync(new URL('t-sql', import.meta.url)).toSorted(), known.toSorted())
})

/** A row for what reads one to write it again; a key can be claimed once. */
function answers(): (sql: string) => unknown {
  let claimed = false
  const place = { medium: 'TELEPHONE', site_ods_code: null, place: null, clinician_id: null }
  return sql => {
    if (/^select .* from \[(appointment|slot)\] where \[id\] = @p1$/.test(sql))
      return { id: 'a', patient_id: 'p', ...place }
    if (/^select top \(@p0\) \* from \[outbox_event\]/.test(sql)) return [EARLIER_EVENT]
    if (sql.startsWith('select top (@p0) * from [accepted_change]'))
      return { payload_hash: EMPTY, outcome: 'outcome' }
    if (!sql.startsWith('insert into [accepted_change]')) return undefined
    if (claimed) throw Object.assign(new Error('words'), { number: 2627 })
    claimed = true
    return undefined
  }
}

const AT = '2026-07-01T08:30:00.000'
const EARLIER_EVENT = {
  id: 'e',
  kind: 'appointment-cancelled',
  appointment_id: 'a',
  version: 1,
  created_at: AT,
  not_before: AT,
  attempts: 0,
  set_aside_at: null,
}

const EMPTY = createHash('sha256').update('').digest('hex')

function namesATable(file: string): boolean {
  return /\b(database|transaction|db)\('[\w.]+'\)/.test(readFileSync(new URL(file, root), 'utf8'))
}

const SENDS_NOTHING = new Set(['constructor', '_getRateLimiterRes'])

/** Functions that are handed a database, and of classes their methods. */
function namesOf(module: Record<string, unknown>): string[] {
  return Object.entries(module).flatMap(([name, exported]) => {
    if (typeof exported !== 'function' || exported.prototype instanceof Error) return []
    if (!/^class\b/.test(String(exported)))
      return /^(async )?function\*? \w+\(\s*(database|transaction|db)\b/.test(String(exported)) ? name : []
    return Object.getOwnPropertyNames(exported.prototype).filter(method => !SENDS_NOTHING.has(method))
  })
}

function keeps(context: TestContext, name: string, parts: string[]): void {
  const file = fileURLToPath(new URL(`t-sql/${name}.sql`, import.meta.url))
  const text = parts.map(part => `${inLines(part)}\n`).join('\n')
  context.assert.fileSnapshot(text, file, { serializers: [value => String(value)] })
}

/** A line for each column and clause, so that a review shows the one that changed. */
function inLines(statement: string): string {
  return statement
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/, (?=\[|constraint|\w+\.)/gi, ',\n  ')
    .replaceAll(
      /(?<!left|inner) (?=(?:from|left join|inner join|join|where|and|order by|offset|values)\b)/g,
      '\n',
    )
}
