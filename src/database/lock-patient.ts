import type { Transaction } from './database.ts'

/** Changes of one patient wait for each other, so that what one reads of their other bookings stays true. */
export async function lockPatient(transaction: Transaction, patientId: string): Promise<void> {
  await transaction('patient')
    .where('id', patientId)
    .update({ version: transaction.ref('version') })
}
