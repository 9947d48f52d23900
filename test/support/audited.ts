import type { Database } from '../../src/database/database.ts'

/**
 * What the audit log says was changed. Actions that begin with `viewed-` or `sought-` are about what was looked at, and those
 * with `logged-` about staff who log in and out, which is no change.
 */
export function auditedChanges(database: Database) {
  const query = database('audit_log')
  for (const action of ['viewed-%', 'sought-%', 'logged-%']) query.whereNot('action', 'like', action)
  return query
}

/** What the audit log says that people looked at, or looked for, in the order it was written. */
export function auditedAccesses(database: Database, patientId: string) {
  return database('audit_log')
    .where('patient_id', patientId)
    .where(query => query.where('action', 'like', 'viewed-%').orWhere('action', 'like', 'sought-%'))
    .orderBy('place')
}
