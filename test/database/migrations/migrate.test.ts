import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import createKnex, { type Knex } from 'knex'
import * as pas from '../../../migrations/0001-pas.ts'
import { openDatabase } from '../../../src/database/database.ts'
import { migrate } from '../../../src/database/migrate.ts'
import { removeTextLengthChecks } from '../../../src/database/sqlite-text-lengths.ts'
import { aDatabase, aFile } from '../support.ts'

const schema = (database: Knex) =>
  database<{ type: string; name: string; sql: string | null }>('sqlite_master')
    .whereRaw("name not like 'knex%' and name not like 'sqlite%'")
    .select('type', 'name', 'sql')
    .orderBy('name')

const folder = new URL('../../../migrations/', import.meta.url)
const names = readdirSync(folder).filter(name => name.endsWith('.ts'))
const migrations: { up(db: Knex): Promise<void>; down(db: Knex): Promise<void> }[] = await Promise.all(
  names.toSorted().map(name => import(new URL(name, folder).href)),
)

test('the newest schema is made once; a second time there is nothing to apply', async t => {
  const database = openDatabase(aFile(t))
  t.after(() => database.destroy())
  assert.deepEqual(await migrate(database), names)
  const made = await schema(database)
  assert.deepEqual(await migrate(database), [])
  assert.deepEqual(await schema(database), made)
})

test('the schema goes up, down to nothing, and up again as it was', async t => {
  const database = await aDatabase(t)
  // No migration makes them: they are read from the schema.
  await database.transaction(removeTextLengthChecks)
  const made = await schema(database)
  assert.ok(made.length > 20)
  for (const { down } of migrations.toReversed()) await down(database)
  assert.deepEqual(await schema(database), [])
  for (const { up } of migrations) await up(database)
  assert.deepEqual(await schema(database), made)
})

/** What the migration would send to SQL Server, without one: everything it builds is compiled and nothing is run. */
async function transactSql(change: (db: Knex) => Promise<void>): Promise<string> {
  const compiler = createKnex({ client: 'mssql' })
  const sent: string[] = []
  const record = (builder: { toSQL(): { sql: string } | { sql: string }[] }) => {
    for (const { sql } of [builder.toSQL()].flat()) sent.push(sql)
  }
  const recorder = {
    raw: async (sql: string) => record(compiler.raw(sql)),
    schema: {
      createTable: async (name: string, build: (table: Knex.CreateTableBuilder) => void) =>
        record(compiler.schema.createTable(name, build)),
      dropTable: async (name: string) => record(compiler.schema.dropTable(name)),
    },
  }
  await change(recorder as unknown as Knex)
  await compiler.destroy()
  return sent.join(';\n')
}

test('SQL Server is sent nvarchar, datetime2, bit, and every check and filtered index', async () => {
  const sql = await transactSql(pas.up)
  const tables = [...sql.matchAll(/CREATE TABLE \[(\w+)\]/gi)].map(([, name]) => name)
  assert.equal(new Set(tables).size, 14)
  assert.match(sql, /\[id\] nvarchar\(36\)/)
  assert.match(sql, /\[starts_at\] datetime2\b/)
  assert.match(sql, /\[portal_access\] bit/)
  assert.match(sql, /\[data\] nvarchar\(max\)/)
  assert.doesNotMatch(sql, /\bdatetime\b(?!2)|datetimeoffset|\bvarchar\b|\btimestamp\b|\?/i)
  assert.equal(sql.match(/\bcheck\b\s*\(/gi)?.length, 23)
  assert.equal(sql.match(/create unique index \w+ on \w+ \([^)]+\) where /gi)?.length, 2)
  assert.doesNotMatch(sql, /cascade/i)
})

test('no index of SQL Server is on a column too long for one', async () => {
  const sql = await transactSql(pas.up)
  for (const [, columns = ''] of sql.matchAll(/index[^(]*\(([^)]*)\)/gi))
    assert.doesNotMatch(columns, /data|preparation|dates_to_avoid|address/)
})

test('SQL Server is sent the tables’ end in the order their keys allow', async () => {
  const dropped = [...(await transactSql(pas.down)).matchAll(/DROP TABLE \[(\w+)\]/gi)].map(
    ([, name]) => name,
  )
  const created = [...(await transactSql(pas.up)).matchAll(/CREATE TABLE \[(\w+)\]/gi)].map(
    ([, name]) => name,
  )
  assert.deepEqual(dropped, created.toReversed())
})
