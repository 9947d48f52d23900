import { createRequire } from 'node:module'
import type { Knex } from 'knex'
import { readSqlServerAddress } from '../shared/sql-server-address.ts'
import { SqlServerClient } from './sql-server-client.ts'

/** Milliseconds. What a page waits for is short; a migration of a large table says that it takes longer. */
const PATIENCE = { connect: 5000, request: 4000, cancel: 1000 }

/** Milliseconds: through a quiet spell the next page need not wait for a log-in to the server. */
const IDLE = 5 * 60 * 1000

/**
 * Encrypted with the certificate checked unless the address says otherwise. Whatever fails in a transaction ends it
 * at once on the server too (XACT_ABORT), so that a connection lost half way holds no locks.
 */
export function sqlServer(url: string, requestTimeout = PATIENCE.request): Knex.Config {
  const { encrypt, trustServerCertificate, multiSubnetFailover, ...login } = readSqlServerAddress(url)
  return {
    client: SqlServerClient as unknown as typeof Knex.Client,
    connection: {
      ...login,
      connectionTimeout: PATIENCE.connect,
      requestTimeout,
      options: {
        encrypt,
        trustServerCertificate,
        multiSubnetFailover,
        cancelTimeout: PATIENCE.cancel,
        appName: 'patient-portal',
        useUTC: true,
        abortTransactionOnError: true,
        mapBinding: bindDates(),
      },
    } as unknown as Knex.MsSqlConnectionConfig,
    pool: { min: 0, max: 20, idleTimeoutMillis: IDLE },
  }
}

/**
 * A JS Date, such as a row that is read and written again holds, would be bound as datetime: good to 3.33 ms only.
 * The driver is loaded only here, where it is wanted: it takes a fifth of what the whole portal takes to start.
 */
function bindDates() {
  const { TYPES }: typeof import('tedious') = createRequire(import.meta.url)('tedious')
  return (value: unknown) => (value instanceof Date ? { value, type: TYPES.DateTime2 } : undefined)
}
