import type { Database } from '../../database/database.ts'

export interface Hospital {
  name: string
  phone: string
}

/** The first `limit` trusts by name, each with its phone number. */
export async function listTrusts(database: Database, limit: number): Promise<Hospital[]> {
  return database('trust').select('name', 'phone').orderBy('name').limit(limit)
}
