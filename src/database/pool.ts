import type { Database } from './database.ts'

/** Numbers of used and free connections, and of requests that wait for one. */
export function poolState({ client }: Database): { used: number; free: number; pending: number } {
  const { pool } = client
  // Undefined after the database is closed.
  if (!pool) return { used: 0, free: 0, pending: 0 }
  return { used: pool.numUsed(), free: pool.numFree(), pending: pool.numPendingAcquires() }
}
