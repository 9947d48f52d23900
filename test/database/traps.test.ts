import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { openDatabase } from '../../src/database/database.ts'
import { insertRows } from '../../src/database/insert-rows.ts'
import { recordTSql } from './t-sql-recorder.ts'

/** What Knex and SQL Server do without a word, or only there: none of it is asked of them. */

const root = new URL('../../', import.meta.url)
const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter(name => ending.test(name))
    .map(name => `${folder}/${name}`)
const textOf = (file: string) => readFileSync(new URL(file, root), 'utf8')
const code = (file: string) => textOf(file).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

const sources = [...filesIn('src', /\.ts$/), ...filesIn('migrations', /\.ts$/)]
const sql = filesIn('test/database/t-sql', /\.sql$/)
const statements = sql.flatMap(file => textOf(file).split('\n\n'))

const without = (what: RegExp, files = sources) => files.filter(file => what.test(code(file)))

test('no lock or conflict clause is asked for that a dialect would drop', () => {
  assert.deepEqual(without(/\.(forUpdate|forShare|skipLocked|noWait|onConflict)\(/), [])
})

test('no statement is given a time limit that SQL Server’s client does not know', () => {
  // A signal's is of a call over the network.
  assert.deepEqual(without(/(?<!AbortSignal)\.timeout\(/), [])
})

test('the statements of a transaction are never sent side by side', () => {
  const files = sources.filter(file => /^(src\/(database|features|audit|scheduling)|migrations)\//.test(file))
  assert.ok(files.length > 30)
  assert.deepEqual(without(/Promise\.(all|allSettled|race|any)\b/, files), [])
})

test('no statement is given a JS Date of our own: instants are text', () => {
  const files = sources.filter(
    file =>
      !/^src\/(dev\/simulator\/|gateways\/|database\/bulk-load|features\/appointments\/view\/calendar-event|web\/session\/form-seal)/.test(
        file,
      ),
  ) // these send none so
  assert.deepEqual(without(/new Date\b|Date\.now/, files), [])
})

test('lists of permitted values are checks, which enum makes on SQLite only', () => {
  assert.deepEqual(without(/\.(enu|enum)\(/, filesIn('migrations', /\.ts$/)), [])
})

test('what is for development is loaded only when it is wanted', () => {
  assert.deepEqual(without(/from 'mssql'/), ['src/database/bulk-load.ts'])
  assert.deepEqual(without(/from '[./\w]*bulk-load\.ts'/), [])
})

test('INFORMATION_SCHEMA and its columns are written in capitals, as a case-sensitive collation asks', () => {
  const inSmallLetters = /information_schema|'(table|column|is|data|character)_(name|type|nullable|maximum)/
  assert.deepEqual(without(inSmallLetters), [])
  assert.deepEqual(without(/'INFORMATION_SCHEMA\.COLUMNS'/), ['src/database/bulk-load.ts'])
})

test('a part of a list is always of a list in order', () => {
  const parts = statements.filter(statement => /\boffset\b/i.test(statement))
  assert.ok(parts.length > 0)
  for (const part of parts) assert.match(part, /order by[\s\S]*offset/i)
  for (const statement of statements)
    assert.doesNotMatch(statement, /\([^()]*order by(?![^()]*(offset|top))/i)
})

test('no index is scanned because of its type: text is sent as nvarchar, and every column of text is nvarchar', () => {
  const client = openDatabase('mssql://sa:secret@localhost/pas').client
  assert.equal(client._typeForBinding('text')[1].name, 'NVarChar')
  const columns = statements.flatMap(statement => statement.match(/\[\w+\] n?(?:var)?char\(\w+\)/gi) ?? [])
  assert.ok(columns.length > 100)
  assert.deepEqual(
    columns.filter(column => !/\] nvarchar/i.test(column)),
    [],
  )
})

test('nothing is left unbound, inserted without a column, or answered by a table with a trigger', () => {
  for (const statement of statements) {
    assert.doesNotMatch(statement, /\?|default values|\btrigger\b|\bcascade\b/i)
    if (/\boutput\b/i.test(statement)) assert.doesNotMatch(statement, /[^.\]]\bversion \+ 1/)
  }
})

test('no two columns of one name are read at once: Knex would make a list of them', () => {
  for (const statement of statements.filter(each => /^select/i.test(each))) {
    const [columns = ''] = statement.split(/\nfrom\b/)
    const names = columns.split(',\n').map(column => /\[(\w+)\]\s*$/.exec(column)?.[1] ?? column)
    assert.deepEqual(names, [...new Set(names)])
  }
})

test('what joins an appointment has no name of its columns', () => {
  const [, columns = ''] =
    /CREATE TABLE \[appointment\] \(([\s\S]*?)CONSTRAINT \[appointment_pkey\]/.exec(
      textOf('test/database/t-sql/0001-pas.sql'),
    ) ?? []
  const own = new Set([...columns.matchAll(/^\s*\[(\w+)\]/gm)].map(([, name]) => name))
  assert.ok(own.size > 20)
  const [joined = ''] = textOf('test/database/t-sql/appointment-store.sql').split('\nfrom [appointment]')
  const others = joined
    .split(',\n')
    .slice(1)
    .map(column => /\[(\w+)\]\s*$/.exec(column)?.[1] ?? '')
  assert.ok(others.length > 20)
  assert.deepEqual(
    others.filter(name => own.has(name)),
    [],
  )
})

test('no statement has more parameters than SQL Server takes, or more rows', async () => {
  for (const columns of [1, 4, 30]) {
    const { database, statements: sent } = recordTSql()
    const row = Object.fromEntries(Array.from({ length: columns }, (_, index) => [`column_${index}`, 'x']))
    await insertRows(
      database,
      'anything',
      Array.from({ length: 3000 }, () => row),
    )
    for (const statement of sent) {
      assert.ok((statement.match(/@p\d+/g) ?? []).length <= 2090)
      assert.ok((statement.match(/\(@p/g) ?? []).length <= 1000)
    }
  }
})
