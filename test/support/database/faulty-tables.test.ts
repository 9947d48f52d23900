import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordTSql } from '../../database/t-sql-recorder.ts'
import { aTrust } from '../builders.ts'
import { aDatabase, onEachDatabase } from '../databases.ts'
import { plainSql, tablesOf } from './dialects.ts'
import { whileRefusing, withoutTable } from './faulty-tables.ts'

/** What tests do to a database, in both dialects. */

onEachDatabase('a table refuses the given rows for the given time', async t => {
  const database = await aDatabase(t)
  const refused = { verb: 'insert', table: 'trust', where: { phone: '999' }, message: 'no room' } as const
  await whileRefusing(database, refused, async () => {
    await aTrust(database, { phone: '111' })
    await assert.rejects(aTrust(database, { phone: '999' }), /no room/)
  })
  await aTrust(database, { phone: '999' })
  await whileRefusing(database, { verb: 'update', table: 'trust' }, () =>
    assert.rejects(async () => database('trust').update({ phone: '111' }), /refused/),
  )
  assert.equal((await database('trust')).length, 2)
})

onEachDatabase('a table is gone for a while, and then all it held is there', async t => {
  const database = await aDatabase(t)
  const trust = await aTrust(database)
  const tables = await tablesOf(database)
  assert.ok(tables.includes('trust') && tables.includes('appointment'))
  await assert.rejects(
    withoutTable(database, 'trust', async () => database('trust')),
    /trust/,
  )
  assert.deepEqual(await database('trust').pluck('ods_code'), [trust])
  assert.deepEqual(await tablesOf(database), tables)
})

test('a statement reads alike in both dialects', () => {
  assert.equal(plainSql('select * from `a` where `b` = +?'), 'select * from a where b = ?')
  assert.equal(plainSql('select * from [a] where [b] = @p10'), 'select * from a where b = ?')
})

test('a trigger of SQL Server refuses no statement that writes no row', async () => {
  const { database, statements } = recordTSql()
  await whileRefusing(database, { verb: 'update', table: 'slot', where: { id: 'a' } }, async () => {})
  assert.deepEqual(statements, [
    "create trigger refusing on slot after update as if exists (select 1 from inserted where id = 'a') begin; throw 50001, 'refused', 1; end",
    'drop trigger refusing',
  ])
})

test('on SQL Server a table goes by being renamed, and the tables are those of the catalogue', async () => {
  const { database, statements } = recordTSql()
  await withoutTable(database, 'slot', async () => {})
  await tablesOf(database)
  assert.deepEqual(statements, [
    'exec sp_rename @p0, @p1',
    'exec sp_rename @p0, @p1',
    'select [name] from [sys].[tables]',
  ])
})
