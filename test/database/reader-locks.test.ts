import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RequestError } from 'tedious'
import type { Database } from '../../src/database/database.ts'
import { warnWithoutReadCommittedSnapshot } from '../../src/database/reader-locks.ts'
import { createLog } from '../../src/shared/log.ts'
import { aDatabase, onSqlServerOnly } from '../support/databases.ts'
import { recordTSql } from './t-sql-recorder.ts'

async function saidOf(database: Database): Promise<string> {
  const lines: string[] = []
  await warnWithoutReadCommittedSnapshot(
    database,
    createLog('info', { write: line => void lines.push(line) }),
  )
  return lines.join('')
}

const answering = (row: object | undefined) => recordTSql(() => row).database

test('a warning is logged when readers wait for writers on SQL Server, and not otherwise', async () => {
  const off = await saidOf(answering({ is_read_committed_snapshot_on: false }))
  assert.match(off, /"level":40.*READ_COMMITTED_SNAPSHOT is off/)
  assert.equal(await saidOf(answering({ is_read_committed_snapshot_on: true })), '')
})

test('a database that is out of reach when the portal starts does not stop it', async () => {
  const { database } = recordTSql(() => {
    throw new RequestError('secret words', 'ETIMEOUT')
  })
  const said = await saidOf(database)
  assert.match(said, /checking READ_COMMITTED_SNAPSHOT failed/)
  assert.doesNotMatch(said, /secret/)
})

test('SQLite has no such setting', async t => {
  assert.equal(await saidOf(await aDatabase(t)), '')
})

onSqlServerOnly('what is said is what the server has set', async t => {
  const database = await aDatabase(t)
  const [{ setting }] = await database.raw(
    'select is_read_committed_snapshot_on as setting from sys.databases where name = db_name()',
  )
  assert.equal((await saidOf(database)).includes('is off'), !setting)
})
