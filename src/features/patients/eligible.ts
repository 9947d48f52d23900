import type { Knex } from 'knex'
import { londonDate } from '../../shared/dates.ts'

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
