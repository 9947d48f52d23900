import type { Knex } from 'knex'
import { londonDate } from '../../shared/dates.ts'
import type { PatientRecord } from './patient-store.ts'

/**
 * Limits a query to the patients whose information other systems may receive: aged 16 or over, with a verified
 * NHS number, allowed online and not sensitive (Get Appointments API SRCBR1, WF-NFR-16). The query must include the
 * table `patient`.
 */
export function whereEligible(now: Temporal.Instant) {
  const bornBy = londonDate(now).subtract({ years: 16 }).toString()
  return (query: Knex.QueryBuilder): void => {
    query
      .where({ 'patient.portal_access': true, 'patient.sensitive': false, 'patient.nhs_number_status': '01' })
      .where('patient.birth_date', '<=', bornBy)
  }
}

/** Whether the portal shows a patient anything, and otherwise why not. `barred`: the trust does not allow it. */
export type PortalAccess = 'allowed' | 'barred' | 'sensitive' | 'unverified' | 'under-16'

/** The same rules for one patient. `barred` comes first, because only that can be changed in the portal. */
export function portalAccessOf(
  patient: Pick<PatientRecord, 'birthDate' | 'nhsNumberStatus' | 'portalAccess' | 'sensitive'>,
  now: Temporal.Instant,
): PortalAccess {
  if (!patient.portalAccess) return 'barred'
  if (patient.sensitive) return 'sensitive'
  if (patient.nhsNumberStatus !== '01') return 'unverified'
  const bornBy = londonDate(now).subtract({ years: 16 })
  return Temporal.PlainDate.compare(patient.birthDate, bornBy) > 0 ? 'under-16' : 'allowed'
}
