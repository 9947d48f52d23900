import type { Database } from '../../src/database/database.ts'

const ACCESSES: readonly string[] = [
  'viewed-appointment',
  'viewed-appointments',
  'viewed-next-appointment',
  'sought-appointment',
]

/** What the audit log says was changed. That something was looked at is in it too, and is no change. */
export function auditedChanges(database: Database) {
  return database('audit_log').whereNotIn('action', ACCESSES)
}

/** What the audit log says somebody looked at, or looked for, in the order it was written. */
export function auditedAccesses(database: Database, patientId: string) {
  return database('audit_log').where('patient_id', patientId).whereIn('action', ACCESSES).orderBy('place')
}
