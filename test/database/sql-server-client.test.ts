import assert from 'node:assert/strict'
import { test } from 'node:test'
import createKnex, { type Knex } from 'knex'
import type { Request } from 'tedious'
import { openDatabase } from '../../src/database/database.ts'
import { SqlServerClient } from '../../src/database/sql-server-client.ts'
import { timeTaken } from '../support/time/time-taken.ts'

/** What happens to a statement when its connection to SQL Server is lost, with doubles of tedious' connections. */

class FakeConnection {
  static opened: FakeConnection[] = []
  readonly sent: string[] = []
  connected = true
  inTransaction = false
  state = { name: 'LoggedIn' }
  ended: () => void = () => {}

  constructor() {
    FakeConnection.opened.push(this)
  }

  execSql(request: Request): void {
    const { callback, sqlTextOrProcedure } = request as unknown as {
      callback(error: Error | null, rows: number): void
      sqlTextOrProcedure: string
    }
    const ready = this.state.name === 'LoggedIn'
    if (ready) this.sent.push(sqlTextOrProcedure)
    const refusal = Object.assign(new Error('not now'), { code: 'EINVALIDSTATE' })
    setImmediate(() => callback.call(request, ready ? null : refusal, 0))
  }

  beginTransaction(done: () => void): void {
    this.inTransaction = true
    setImmediate(done)
  }

  commitTransaction(done: () => void): void {
    this.inTransaction = false
    setImmediate(done)
  }

  once(_event: 'end', ended: () => void): void {
    this.ended = ended
  }

  /** As tedious does: one that is closed already says nothing more. */
  close(): void {
    if (this.connected) this.ended()
  }

  lose(): void {
    this.connected = false
    this.state = { name: 'Final' }
  }
}

class FakedClient extends SqlServerClient {
  override async acquireRawConnection(): Promise<FakeConnection> {
    return new FakeConnection()
  }
}

function aDatabase(): Knex {
  FakeConnection.opened = []
  return createKnex({
    client: FakedClient as unknown as typeof Knex.Client,
    connection: {},
    pool: { min: 0, max: 5 },
  })
}

test('a statement whose connection was lost fails, and never runs in another transaction', async t => {
  const database = aDatabase()
  t.after(() => database.destroy())
  const mine = database.transaction(async transaction => {
    await transaction.raw('mine 1')
    FakeConnection.opened[0]?.lose()
    await transaction.raw('mine 2')
  })
  await assert.rejects(
    mine,
    error => (error as { originalError?: { code?: string } }).originalError?.code === 'EINVALIDSTATE',
  )
  await database.transaction(async transaction => {
    await transaction.raw('theirs 1')
    await transaction.raw('theirs 2')
  })
  const [lost, other] = FakeConnection.opened
  assert.deepEqual([lost?.sent, other?.sent], [['mine 1'], ['theirs 1', 'theirs 2']])
})

for (const [what, spoil] of Object.entries({
  'was lost': (connection: FakeConnection) => connection.lose(),
  'is still in a transaction that could not be ended': (connection: FakeConnection) => {
    connection.inTransaction = true
  },
  'still waits for an answer': (connection: FakeConnection) => {
    connection.state = { name: 'SentAttention' }
  },
}))
  test(`a connection that ${what} is not used again`, async t => {
    const database = aDatabase()
    t.after(() => database.destroy())
    await database.raw('first')
    spoil(FakeConnection.opened[0] as FakeConnection)
    await database.raw('second')
    assert.deepEqual(
      FakeConnection.opened.map(({ sent }) => sent),
      [['first'], ['second']],
    )
  })

test('the database closes at once though its connections were lost', async () => {
  const database = aDatabase()
  await database.raw('first')
  FakeConnection.opened[0]?.lose()
  const [took] = await timeTaken(() => database.destroy())
  assert.ok(took < 2000, `${took} ms`)
})

test('a server that does not answer is given up within a second, page by page', async t => {
  // A port of this machine on which nothing listens.
  const database = openDatabase('mssql://user:password@127.0.0.1:1/pas?encrypt=true')
  t.after(() => database.destroy())
  const [took] = await timeTaken(() => assert.rejects(database.raw('select 1'), { code: 'ESOCKET' }))
  assert.ok(took < 2000, `${took} ms`)
})

test('the number of changed rows is known by any name of the column', () => {
  const client = new SqlServerClient({ client: 'mssql' })
  for (const colName of ['', 'rowcount'])
    for (const method of ['update', 'del', 'insert']) {
      const response = [[{ metadata: { colName }, value: 3 }]]
      assert.equal(client.processResponse({ method, returning: '@@rowcount', response }, undefined), 3)
    }
})
