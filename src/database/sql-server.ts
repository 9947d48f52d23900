import { createRequire } from 'node:module'
import type { Knex } from 'knex'
import { readSqlServerAddress } from '../shared/sql-server-address.ts'
import { SqlServerClient } from './sql-server-client.ts'

/** Milliseconds. Short, because pages wait; commands pass a longer request timeout. */
const TIMEOUTS = { connect: 5000, request: 4000, cancel: 1000 }

/** Milliseconds. Idle connections stay open, so that the next page need not wait for a new one. */
const IDLE_TIMEOUT = 5 * 60 * 1000

/**
 * By default the connection is encrypted and the certificate is checked. An error in a transaction also rolls it back
 * on the server (XACT_ABORT), so that a lost connection leaves no locks.
 */
export function sqlServer(url: string, requestTimeout = TIMEOUTS.request): Knex.Config {
  const { encrypt, trustServerCertificate, multiSubnetFailover, ...login } = readSqlServerAddress(url)
  return {
    client: SqlServerClient as unknown as typeof Knex.Client,
    connection: {
      ...login,
      connectionTimeout: TIMEOUTS.connect,
      requestTimeout,
      options: {
        encrypt,
        trustServerCertificate,
        multiSubnetFailover,
        cancelTimeout: TIMEOUTS.cancel,
        appName: 'patient-portal',
        useUTC: true,
        abortTransactionOnError: true,
        mapBinding: datesAsDateTime2(),
      },
    } as unknown as Knex.MsSqlConnectionConfig,
    pool: { min: 0, max: 20, idleTimeoutMillis: IDLE_TIMEOUT },
  }
}

/**
 * Binds a JS Date, for example in a row that is read and written back, as DateTime2. By default it would be bound as
 * `datetime`, which has a precision of 3.33 ms. The driver is loaded only here, because it takes a fifth of the start
 * time.
 */
function datesAsDateTime2() {
  const { TYPES }: typeof import('tedious') = createRequire(import.meta.url)('tedious')
  return (value: unknown) => (value instanceof Date ? { value, type: TYPES.DateTime2 } : undefined)
}
