import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Knex } from 'knex'
import { isDuplicateKey, isOutage } from '../../src/database/faults.ts'
import { migrate } from '../../src/database/migrate.ts'
import { removeTextLengthChecks } from '../../src/database/sqlite-text-lengths.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'

/** SQLite refuses a text that SQL Server would refuse, so that tests on SQLite find it. */

const clinician = { id: 'a', name: 'N'.repeat(200), role: 'Consultant' }

const refused = (error: unknown) => !isOutage(error) && !isDuplicateKey(error)

onEachDatabase('a text as long as its column is kept, and a longer one is refused', async t => {
  const database = await aDatabase(t)
  await database('clinician').insert(clinician)
  for (const name of [`${clinician.name}N`, 'é'.repeat(201)]) {
    await assert.rejects(database('clinician').insert({ ...clinician, id: 'b', name }), refused)
    await assert.rejects(database('clinician').where('id', 'a').update({ name }), refused)
  }
  assert.deepEqual(await database('clinician').select(), [clinician])
})

test('every column with a length refuses what is longer, when a row is added and when it is changed', async t => {
  const database = await aDatabase(t)
  const columns: { tbl: string; col: string; max: number }[] = await database.raw(
    `select t.name as tbl, c.name as col, cast(substr(c.type, 9) as integer) as max
     from sqlite_master t, pragma_table_info(t.name) c
     where t.type = 'table' and t.name not like 'knex%' and c.type like 'varchar%'`,
  )
  assert.ok(columns.length > 80)
  await database.raw('pragma foreign_keys = off')
  await database.raw('pragma ignore_check_constraints = on')
  for (const { tbl, col, max } of columns) {
    const code = 'SQLITE_CONSTRAINT_TRIGGER'
    const message = new RegExp(`${tbl}\\.${col} is longer than ${max}$`)
    const tooLong = 'x'.repeat(max + 1)
    await assert.rejects(database(tbl).insert({ [col]: tooLong }), { code, message }, `${tbl}.${col}`)
    await database.raw('drop trigger ??', [`${tbl}_text_length_insert`])
    const row = await aRow(database, tbl)
    await assert.rejects(database(tbl).update({ [col]: tooLong }), { code, message }, `${tbl}.${col}`)
    assert.deepEqual(await database(tbl).first(), row)
    await database(tbl).delete()
    await migrate(database)
  }
})

/** Any row: its texts are short, and no other rule is checked here. */
async function aRow(database: Knex, table: string): Promise<object> {
  const columns: { name: string; type: string }[] = await database.raw(
    'select name, type from pragma_table_info(?)',
    [table],
  )
  await database(table).insert(
    Object.fromEntries(columns.map(({ name, type }) => [name, type.includes('int') ? 1 : '1'])),
  )
  return database(table).first()
}

test('a database of an earlier release gets the checks, though there is no migration to apply', async t => {
  const database = await aDatabase(t)
  await database.transaction(removeTextLengthChecks)
  const longer = { ...clinician, name: `${clinician.name}N` }
  await database('clinician').insert(longer)
  assert.deepEqual(await migrate(database), [])
  await assert.rejects(database('clinician').insert({ ...longer, id: 'b' }), refused)
  assert.deepEqual(await database('clinician').select(), [longer], 'what is there stays')
})

test('a later migration may add a column, which is checked, and drop one that was', async t => {
  const database = await aDatabase(t)
  const run = (name: string, up: (db: Knex) => Promise<unknown>) =>
    migrate(database, {
      getMigrations: async () => [name],
      getMigrationName: () => name,
      getMigration: async () => ({ up, down: up }) as Knex.Migration,
    })
  await run('8000', db => db.schema.alterTable('clinician', table => void table.string('bleep', 4)))
  await assert.rejects(database('clinician').insert({ ...clinician, bleep: '12345' }), refused)
  await run('8001', db => db.raw('alter table clinician drop column bleep'))
  await database('clinician').insert(clinician)
  await assert.rejects(database('clinician').update({ name: `${clinician.name}N` }), refused)
})
