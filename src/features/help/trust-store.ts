import type { Database } from '../../database/database.ts'

export interface Hospital {
  name: string
  phone: string
}

/** The first trusts by name, and how to ring each. */
export async function listTrusts(database: Database, limit: number): Promise<Hospital[]> {
  return database('trust').select('name', 'phone').orderBy('name').limit(limit)
}
