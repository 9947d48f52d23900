import type { Transaction } from './database.ts'

/** Serialises the changes of one patient, so that what a change reads of the patient's other bookings stays valid. */
export async function lockPatient(transaction: Transaction, patientId: string): Promise<void> {
  await transaction('patient')
    .where('id', patientId)
    .update({ version: transaction.ref('version') })
}

/** Serialises operations that must not run concurrently for a trust. */
export async function lockTrust(transaction: Transaction, odsCode: string): Promise<void> {
  await transaction('trust')
    .where('ods_code', odsCode)
    .update({ name: transaction.ref('name') })
}
