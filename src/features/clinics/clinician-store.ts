import { isGuid, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'

export interface Clinician {
  id: string
  name: string
  role: string
}

/** The clinicians of slots to come in the clinics of a trust, by name. */
export async function listClinicians(
  database: Database,
  trustOdsCode: string,
  now: Temporal.Instant,
): Promise<Clinician[]> {
  const slots = slotsOf(database, trustOdsCode).where('slot.starts_at', '>', toColumn(now))
  return database('clinician')
    .whereExists(slots)
    .orderBy([{ column: 'clinician.name' }, { column: 'clinician.id' }])
    .select('clinician.id', 'clinician.name', 'clinician.role')
}

/** A clinician by id and trust together: one who has or had slots in a clinic of the trust. */
export async function findClinician(
  database: Database,
  trustOdsCode: string,
  id: unknown,
): Promise<Clinician | undefined> {
  if (!isGuid(id)) return undefined
  return database('clinician')
    .where('clinician.id', id)
    .whereExists(slotsOf(database, trustOdsCode))
    .first('clinician.id', 'clinician.name', 'clinician.role')
}

function slotsOf(database: Database, trustOdsCode: string) {
  return database('slot')
    .join('clinic', 'clinic.id', 'slot.clinic_id')
    .whereRaw('slot.clinician_id = clinician.id')
    .where('clinic.trust_ods_code', trustOdsCode)
    .select('slot.id')
}
