import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RequestError } from 'tedious'
import { SqlServerClient } from '../../../src/database/sql-server-client.ts'
import { onSqlServer } from './database-under-test.ts'

for (const [server, knowsSettings] of [
  ['SQL Server', true],
  ['a stand-in without its settings', false],
] as const)
  test(`on ${server} the database is as a DBA would create it, and is dropped though sessions are open`, async t => {
    const sent: string[] = []
    const connection = { connected: true, state: { name: 'LoggedIn' }, once() {}, close() {} }
    t.mock.method(SqlServerClient.prototype, 'acquireRawConnection', async () => connection)
    t.mock.method(SqlServerClient.prototype, 'destroyRawConnection', async () => {})
    t.mock.method(SqlServerClient.prototype, '_query', async (_: object, query: { sql: string }) => {
      sent.push(query.sql.replaceAll(/torture_\w+/g, 'NAME'))
      if (!knowsSettings && /^alter/.test(query.sql)) throw new RequestError('unknown', 'EREQUEST')
      return Object.assign(query, { response: [] })
    })
    const { remove } = await onSqlServer('mssql://user:password@127.0.0.1/master')
    await remove()
    assert.deepEqual(sent, [
      'create database NAME',
      'alter database NAME set read_committed_snapshot on',
      'alter database NAME set single_user with rollback immediate',
      'drop database NAME',
    ])
  })
