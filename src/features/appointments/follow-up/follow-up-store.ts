import { toColumn } from '../../../database/columns.ts'
import type { Database } from '../../../database/database.ts'
import type { Task } from '../../tasks/tasks.ts'

type Cancelled = Pick<Task, 'appointmentId' | 'openedAt' | 'patientId' | 'trustOdsCode'>

/** Why the appointment was cancelled: a code of the page that asks. */
export async function findCancellationReason(
  database: Database,
  { appointmentId, patientId }: Cancelled,
): Promise<string | null> {
  const row = await database('appointment')
    .where({ id: appointmentId, patient_id: patientId })
    .first('cancellation_reason')
  return row?.cancellation_reason ?? null
}

/** Whether the patient has another appointment of the same specialty at the trust, or had one since the cancellation. */
export async function hasOtherAppointment(
  database: Database,
  { appointmentId, openedAt, patientId, trustOdsCode }: Cancelled,
): Promise<boolean> {
  const specialty = database('appointment')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .where('appointment.id', appointmentId)
    .select('clinic.treatment_function_code')
  const row = await database('appointment')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .where({ 'appointment.patient_id': patientId, 'clinic.trust_ods_code': trustOdsCode })
    .whereIn('clinic.treatment_function_code', specialty)
    .whereIn('appointment.status', ['booked', 'fulfilled'])
    .where('appointment.holding', false)
    .where('appointment.starts_at', '>', toColumn(openedAt))
    .first('appointment.id')
  return row !== undefined
}
