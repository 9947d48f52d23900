import type { Transaction } from './database.ts'

/** Changes of one patient wait for each other, so that what one reads of their other bookings stays true. */
export async function lockPatient(transaction: Transaction, patientId: string): Promise<void> {
  await transaction('patient')
    .where('id', patientId)
    .update({ version: transaction.ref('version') })
}

/** What is done once for a trust waits for each other. */
export async function lockTrust(transaction: Transaction, odsCode: string): Promise<void> {
  await transaction('trust')
    .where('ods_code', odsCode)
    .update({ name: transaction.ref('name') })
}
