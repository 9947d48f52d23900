import type { Knex } from 'knex'
import { londonDate } from '../../shared/dates.ts'

/**
 * Of whom others may be told: those who may use the portal, being 16 or older, verified, allowed online and not
 * sensitive (Get Appointments API SRCBR1, WF-NFR-16). `patient` must be in the query.
 */
export function onlyEligible(now: Temporal.Instant) {
  const bornBy = londonDate(now).subtract({ years: 16 }).toString()
  return (query: Knex.QueryBuilder): void => {
    query
      .where({ 'patient.portal_access': true, 'patient.sensitive': false, 'patient.nhs_number_status': '01' })
      .where('patient.birth_date', '<=', bornBy)
  }
}
