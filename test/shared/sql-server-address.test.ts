import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '../../src/database/database.ts'
import { readSqlServerAddress } from '../../src/shared/sql-server-address.ts'

/** DATABASE_URL for SQL Server: what is odd is decided, and what is wrong is refused without being repeated. */

const usual = {
  server: 'pas.example',
  port: 1433,
  user: 'portal',
  password: 'secret',
  database: 'pas',
  encrypt: true,
  trustServerCertificate: false,
  multiSubnetFailover: false,
}

for (const [url, changes] of Object.entries({
  'mssql://portal:secret@pas.example/pas': {},
  'mssql://portal:secret@pas.example:1434/pas?': { port: 1434 },
  'mssql://portal:secret@pas.example/pas?encrypt=true': {},
  'mssql://portal:secret@pas.example/pas?encrypt=strict': { encrypt: 'strict' },
  'mssql://portal:secret@pas.example/pas?encrypt=false&trustServerCertificate=true&multiSubnetFailover=true':
    {
      encrypt: false,
      trustServerCertificate: true,
      multiSubnetFailover: true,
    },
  'mssql://po%40rtal:p%2Fa%23s%3As%25%20%F0%9F%94%91@pas.example/pas%20two': {
    user: 'po@rtal',
    password: 'p/a#s:s% 🔑',
    database: 'pas two',
  },
  'mssql://portal:se:cr:et@pas.example/pas': { password: 'se:cr:et' },
  'mssql://portal:secret@[::1]:1433/pas': { server: '::1' },
  'mssql://portal:secret@10.0.0.7/pas': { server: '10.0.0.7' },
}))
  test(`${url.replace(/.*@/, '')} is read as it should be`, () => {
    assert.deepEqual(readSqlServerAddress(url), { ...usual, ...changes })
  })

for (const [what, url] of Object.entries({
  'without a user': 'mssql://pas.example/pas',
  'without a password': 'mssql://portal@pas.example/pas',
  'without a host': 'mssql://portal:secret@/pas',
  'without a database': 'mssql://portal:secret@pas.example',
  'without a database, with a slash': 'mssql://portal:secret@pas.example/',
  'with two databases': 'mssql://portal:secret@pas.example/pas/two',
  'with a port that is none': 'mssql://portal:secret@pas.example:port/pas',
  'with a password that is not escaped': 'mssql://portal:se%zzcret@pas.example/pas',
  'with an option misspelt': 'mssql://portal:secret@pas.example/pas?encyrpt=true',
  'with an unknown option': 'mssql://portal:secret@pas.example/pas?poolSize=5',
  'with an option that is a word of JavaScript': 'mssql://portal:secret@pas.example/pas?constructor=x',
  'with an option said twice': 'mssql://portal:secret@pas.example/pas?encrypt=true&encrypt=false',
  'with an option in other words': 'mssql://portal:secret@pas.example/pas?encrypt=no',
  'with an option in capitals': 'mssql://portal:secret@pas.example/pas?trustServerCertificate=TRUE',
  'of another database': 'postgres://portal:secret@pas.example/pas',
}))
  test(`an address ${what} is refused, and not repeated`, () => {
    assert.throws(
      () => openDatabase(url),
      ({ message }: Error) =>
        /^must/.test(message) && !/secret|portal|pas\.example|encyrpt|poolSize/.test(message),
    )
  })

test('SQL Server is spoken to encrypted, in its own time, through a pool that ends', async t => {
  const database = openDatabase('mssql://portal:secret@pas.example/pas')
  t.after(() => database.destroy())
  const { acquireConnectionTimeout, connection, pool } = database.client.config
  assert.ok(acquireConnectionTimeout < 1000)
  assert.deepEqual([pool.min, pool.max], [0, 20])
  // As tedious is given it.
  const { options, server } = database.client._generateConnection()
  assert.equal(server, 'pas.example')
  assert.deepEqual(
    [options.encrypt, options.trustServerCertificate, options.useUTC, options.abortTransactionOnError],
    [true, false, true, true],
  )
  assert.deepEqual(
    [options.connectTimeout, options.requestTimeout, options.cancelTimeout],
    [5000, 4000, 1000],
  )
  assert.deepEqual([options.appName, options.port, options.database], ['patient-portal', 1433, 'pas'])
  assert.doesNotMatch(JSON.stringify(connection), /secret/)
})

test('a command may take longer', async t => {
  const database = openDatabase('mssql://portal:secret@pas.example/pas', { timeout: 60_000 })
  t.after(() => database.destroy())
  assert.equal(database.client._generateConnection().options.requestTimeout, 60_000)
  assert.equal(database.client.config.acquireConnectionTimeout, 60_000)
})
