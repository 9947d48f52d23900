import { fromColumn, toColumn } from '../../../database/columns.ts'
import type { Database } from '../../../database/database.ts'
import type { Changeable } from '../../appointments/appointments.ts'

/** Of a booked appointment, what decides whether its patient can change it; without the rules. */
export type Upcoming = Omit<Changeable, 'rules' | 'request' | 'status'>

/**
 * The booked appointments of a clinic that patients see and have sent no request about. The caller has found the clinic for
 * its trust.
 */
export async function listUpcoming(
  database: Database,
  clinicId: string,
  now: Temporal.Instant,
): Promise<Upcoming[]> {
  const rows = await database('appointment')
    .leftJoin('change_request', request =>
      request
        .on('change_request.appointment_id', 'appointment.id')
        .andOnVal('change_request.status', '=', 'open'),
    )
    .where('appointment.clinic_id', clinicId)
    .where('appointment.starts_at', '>', toColumn(now))
    .where({ 'appointment.status': 'booked', 'appointment.hidden': false, 'appointment.holding': false })
    .whereNull('change_request.id')
    .select('appointment.starts_at', 'appointment.priority', 'appointment.changes_made')
  return rows.map(row => ({
    startsAt: fromColumn(row.starts_at),
    priority: row.priority,
    changesMade: row.changes_made,
  }))
}
