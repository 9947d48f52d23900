import type { Database } from '../../src/database/database.ts'

/**
 * What the audit log says was changed. Actions that begin with `viewed-` or `sought-` are about what was looked at, which
 * is no change.
 */
export function auditedChanges(database: Database) {
  return database('audit_log').whereNot('action', 'like', 'viewed-%').whereNot('action', 'like', 'sought-%')
}

/** What the audit log says that people looked at, or looked for, in the order it was written. */
export function auditedAccesses(database: Database, patientId: string) {
  return database('audit_log')
    .where('patient_id', patientId)
    .where(query => query.where('action', 'like', 'viewed-%').orWhere('action', 'like', 'sought-%'))
    .orderBy('place')
}
