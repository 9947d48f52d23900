import type { Knex } from 'knex'
import { readSqlServerAddress } from './sql-server-address.ts'
import { SqlServerClient } from './sql-server-client.ts'

/** Milliseconds. What a page waits for is short; a migration of a large table says that it takes longer. */
export const PATIENCE = { connect: 5000, request: 4000, cancel: 1000 }

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
      },
    } as unknown as Knex.MsSqlConnectionConfig,
    pool: { min: 0, max: 20 },
  }
}
