import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { type TestContext, test } from 'node:test'
import createKnex, { type Knex } from 'knex'
import { Connection, ConnectionError } from 'tedious'
import { ConnectionLost, isOutage, isTransient } from '../../src/database/faults.ts'
import { retryTransient } from '../../src/database/retry-transient.ts'
import { SqlServerClient } from '../../src/database/sql-server-client.ts'

/*
 * Connections of tedious itself, logged in, whose server closes them in order under a statement. On an encrypted
 * connection tedious then has no more than a text. Only the network below them is replaced.
 */

const endInOrder = () => Promise.reject(new Error('unexpected end of message stream'))

function loggedIn(readMessage: () => Promise<unknown>): Connection {
  const connection = new Connection({ server: 'none', options: { cancelTimeout: 1 } })
  const outgoingMessageStream = new PassThrough({ objectMode: true })
  outgoingMessageStream.on('data', (message: PassThrough) => message.resume())
  connection.on('error', () => {})
  return Object.assign(connection, {
    connected: true,
    messageIo: { outgoingMessageStream, readMessage, sendMessage() {} },
    state: (connection as unknown as { STATE: { LOGGED_IN: object } }).STATE.LOGGED_IN,
  })
}

/** A database that connects in these ways, one after the other. */
function aDatabase(t: TestContext, ...connect: (() => Connection)[]): Knex {
  class FakedClient extends SqlServerClient {
    override async acquireRawConnection(): Promise<Connection> {
      return (connect.shift() ?? (() => loggedIn(endInOrder)))()
    }
  }
  const client = FakedClient as unknown as typeof Knex.Client
  const database = createKnex({ client, connection: {}, pool: { min: 0, max: 1 } })
  t.after(() => database.destroy())
  return database
}

/** Each is answered by tedious before the fault. */
const begun = (connection: Connection) =>
  Object.assign(connection, {
    inTransaction: true,
    beginTransaction: (done: () => void) => setImmediate(done),
  })

const ways: Record<string, (database: Knex) => Promise<unknown>> = {
  'a statement': database => database.raw('select 1'),
  'the begin of a transaction': database => database.transaction(async () => 'nothing'),
}

for (const [what, run] of Object.entries(ways))
  test(`a connection that the server closes in order under ${what} was lost`, async t => {
    const database = aDatabase(t)
    await assert.rejects(run(database), error => error instanceof ConnectionLost && isTransient(error))
  })

const inside: Record<string, (transaction: Knex.Transaction) => Promise<unknown>> = {
  'a statement of a transaction': async transaction => transaction.raw('update'),
  'its commit': async () => 'done',
  'a transaction that then fails for a reason of its own': async transaction => {
    await transaction.raw('update').catch(() => {})
    throw new Error('refused')
  },
}

for (const [what, run] of Object.entries(inside))
  test(`a connection that the server closes in order under ${what} was lost`, async t => {
    const database = aDatabase(t, () => begun(loggedIn(endInOrder)))
    await assert.rejects(
      database.transaction(run),
      error => error instanceof ConnectionLost && isTransient(error),
    )
  })

test('the whole transaction is tried again on another connection', async t => {
  const opened: Connection[] = []
  const connect = () => {
    const connection = begun(loggedIn(endInOrder))
    opened.push(connection)
    return connection
  }
  const database = aDatabase(t, connect, connect, connect)
  await assert.rejects(retryTransient(() => database.transaction(inside['its commit'] as never)))
  assert.equal(opened.length, 3)
})

test('a statement that took too long is an outage, and is not repeated, though its connection is ended', async t => {
  const late = new ConnectionError('Failed to cancel request in 1ms', 'ETIMEOUT')
  const database = aDatabase(t, () => loggedIn(() => Promise.reject(late)))
  await assert.rejects(database.raw('select 1'), error => isOutage(error) && !isTransient(error))
})

test('an error on a connection that goes on is not taken for a lost one', async t => {
  const connection = loggedIn(endInOrder)
  const refuse = (request: { callback(error: Error): void }) =>
    setImmediate(() => request.callback(Object.assign(new Error('words'), { number: 547 })))
  const database = aDatabase(t, () => Object.assign(connection, { execSql: refuse }))
  await assert.rejects(database.raw('select 1'), error => !isOutage(error))
})

for (const [what, error] of Object.entries({
  lost: new Error('unexpected end of message stream'),
  'not taken for lost when a setting is wrong': new TypeError('The "config.server" property is required'),
}))
  test(`a connection that ends while it is opened is ${what}`, async t => {
    t.mock.method(Connection.prototype, 'connect', (done: (error: Error) => void) => done(error))
    const client = SqlServerClient as unknown as typeof Knex.Client
    const log = { warn() {} }
    const database = createKnex({ client, connection: { server: 'none' } as object, log })
    t.after(() => database.destroy())
    await assert.rejects(database.raw('select 1'), fault => isTransient(fault) === (what === 'lost'))
  })
