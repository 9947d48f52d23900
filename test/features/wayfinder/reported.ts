import type { Database } from '../../../src/database/database.ts'

/** The reporting events of an appointment, in order. */
export async function eventsOf(database: Database, appointmentId: string) {
  const rows = await database('reporting_event').where('appointment_id', appointmentId).orderBy('id')
  return rows.map(row => ({ ...row, details: JSON.parse(row.details) }))
}
