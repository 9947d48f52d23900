import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { BookingClinic } from '../appointments/appointments.ts'

/** A clinic by id and trust together. */
export async function findClinicOfTrust(
  database: Database,
  trustOdsCode: string,
  id: unknown,
): Promise<BookingClinic | undefined> {
  if (!isGuid(id)) return undefined
  const clinic = { id, trust_ods_code: trustOdsCode }
  const row = await database('clinic').where(clinic).first('patient_facing_name', 'treatment_function_code')
  return row && { id, name: row.patient_facing_name, treatmentFunctionCode: row.treatment_function_code }
}
