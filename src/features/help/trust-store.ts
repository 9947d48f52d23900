import type { Database } from '../../database/database.ts'

export interface Hospital {
  name: string
  phone: string
  smsNumber: string | null
  email: string | null
  postalAddress: string | null
}

/** The first `limit` trusts by name, each with the ways to contact it. */
export async function listTrusts(database: Database, limit: number): Promise<Hospital[]> {
  return database('trust')
    .select('name', 'phone', 'sms_number as smsNumber', 'email', 'postal_address as postalAddress')
    .orderBy('name')
    .limit(limit)
}
