import type { Database } from './database.ts'

/** How many connections are at work and idle, and how many wait for one. */
export function poolState({ client }: Database): { used: number; free: number; pending: number } {
  const { pool } = client
  // It is gone once the database is closed.
  if (!pool) return { used: 0, free: 0, pending: 0 }
  return { used: pool.numUsed(), free: pool.numFree(), pending: pool.numPendingAcquires() }
}
