import { parentPort, workerData } from 'node:worker_threads'
import { auditAccess } from '../../src/audit/audit.ts'
import { openDatabase } from '../../src/database/database.ts'

/** A second copy of the portal, in a thread: writes entries about the same patients at the same moments. */
const { url, patients, entries } = workerData as { url: string; patients: string[]; entries: number }
const database = openDatabase(url)
await database.raw('select 1')
parentPort?.once('message', async () => {
  try {
    const now = Temporal.Now.instant()
    for (let entry = 0; entry < entries; entry++)
      for (const patientId of patients) await append(patientId, now)
    parentPort?.postMessage('done')
  } catch (error) {
    parentPort?.postMessage(String(error))
  } finally {
    await database.destroy()
  }
})
parentPort?.postMessage('ready')

/** A busy machine may keep the others waiting for the lock for longer than a patient would be. Then nothing is written. */
async function append(patientId: string, now: Temporal.Instant): Promise<void> {
  try {
    await auditAccess(database, { kind: 'patient', patientId }, 'viewed-appointments', 'patient', now)
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    await append(patientId, now)
  }
}
