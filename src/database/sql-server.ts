import type { Knex } from 'knex'
import { TYPES } from 'tedious'
import { readSqlServerAddress } from './sql-server-address.ts'
import { SqlServerClient } from './sql-server-client.ts'

/** A JS Date, such as a row that is read and written again holds, would be bound as datetime: good to 3.33 ms only. */
const mapBinding = (value: unknown) => (value instanceof Date ? { value, type: TYPES.DateTime2 } : undefined)

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
        mapBinding,
      },
    } as unknown as Knex.MsSqlConnectionConfig,
    pool: { min: 0, max: 20, idleTimeoutMillis: IDLE },
  }
}
