import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConnectionError, RequestError } from 'tedious'
import { isDuplicateKey, isOutage, isTransient } from '../../src/database/faults.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'

/** As tedious gives it: an error with SQL Server's number. */
const sqlServer = (number: number) => Object.assign(new RequestError('words', 'EREQUEST'), { number })
const sqlite = (code: string) => Object.assign(new Error('words'), { code })

const kinds = {
  'already there': [sqlServer(2601), sqlServer(2627), sqlite('SQLITE_CONSTRAINT_PRIMARYKEY')],
  'given up': [sqlServer(1205), sqlServer(3960), sqlServer(1222)],
  lost: [
    new ConnectionError('Connection lost', 'ESOCKET'),
    new RequestError('Connection closed before request completed.', 'ECLOSE'),
    new RequestError('Requests can only be made in the LoggedIn state', 'EINVALIDSTATE'),
    sqlServer(40197),
    ...['EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'].map(sqlite),
  ],
  outage: [
    new RequestError('Timeout: Request failed to complete in 4000ms', 'ETIMEOUT'),
    new ConnectionError('Login failed.', 'ELOGIN'),
    ...[3906, 1105, 9002, 40613, 4060, 983].map(sqlServer),
    ...['BUSY', 'LOCKED', 'FULL', 'READONLY', 'IOERR_WRITE', 'READONLY_DBMOVED', 'CANTOPEN']
      .map(code => `SQLITE_${code}`)
      .map(sqlite),
    Object.assign(new Error('words'), { name: 'KnexTimeoutError' }),
  ],
  neither: [
    new Error('1205 ESOCKET SQLITE_FULL UNIQUE constraint failed'),
    new TypeError('words'),
    ...[547, 208, 8152, 515].map(sqlServer),
    ...['SQLITE_ERROR', 'SQLITE_CONSTRAINT_CHECK', 'EACCES'].map(sqlite),
    ...[null, undefined, 'ESOCKET', 1205, {}],
  ],
}

for (const [kind, errors] of Object.entries(kinds))
  test(`an error is known by its code or number, never by its words: ${kind}`, () => {
    // As Knex leaves some.
    for (const error of errors) if (error instanceof Error) Object.assign(error, { originalError: error })
    for (const error of errors)
      for (const as of [error, Object.assign(new Error('Can’t rollback'), { originalError: error })]) {
        assert.equal(isDuplicateKey(as), kind === 'already there')
        assert.equal(isTransient(as), kind === 'given up' || kind === 'lost')
        assert.equal(isOutage(as), ['given up', 'lost', 'outage'].includes(kind))
      }
  })

onEachDatabase('a row that exists already is refused as a duplicate, and no other error is one', async t => {
  const database = await aDatabase(t)
  const row = { value_hash: 'a', expires_at: '2026-07-01T00:00:00.000' }
  await database('used_once').insert(row)
  await assert.rejects(database('used_once').insert(row), isDuplicateKey)
  await assert.rejects(
    database('used_once').insert({ value_hash: 'b', expires_at: null }),
    error => !isDuplicateKey(error),
  )
  await assert.rejects(database('no_such_table').select(), error => !isOutage(error))
})

test('what cannot be committed leaves nothing open for the next one to add to', async t => {
  const database = await aDatabase(t)
  const half = database.transaction(async transaction => {
    await transaction.raw('pragma defer_foreign_keys = on')
    await transaction('site').insert({
      ods_code: 'S',
      trust_ods_code: 'none',
      name: 'Site',
      address: 'Street',
    })
  })
  await assert.rejects(half, { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
  await database.transaction(async transaction => {
    assert.deepEqual(await transaction('site').select(), [])
  })
})
