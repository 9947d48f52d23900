import type { Knex } from 'knex'

/** The kinds of people and systems that an auditor can choose from, and what the audit log calls them. */
const ACTORS = {
  staff: ['staff'],
  patients: ['patient', 'proxy'],
  'nhs-app': ['aggregator'],
  automatic: ['portal'],
} as const
export type Who = keyof typeof ACTORS
export const WHO = ['staff', 'patients', 'nhs-app', 'automatic'] as const satisfies readonly Who[]

/** Of staff of other trusts nothing is the trust's, and of others nothing about an appointment of another trust. */
export function concerns(
  filters: { who?: Who | undefined; staff?: string | undefined },
  trustOdsCode: string,
) {
  const who = filters.staff ? 'staff' : filters.who
  const byStaff = (query: Knex.QueryBuilder): void => {
    query.where('audit_log.actor_trust', trustOdsCode)
  }
  const byOthers = (query: Knex.QueryBuilder): void => {
    if (who && who !== 'staff') query.whereIn('audit_log.actor', ACTORS[who])
    else query.whereNot('audit_log.actor', 'staff')
    query
      .whereExists(appointmentsAt('=', trustOdsCode, 'appointment.patient_id = audit_log.patient_id'))
      .whereNotExists(appointmentsAt('<>', trustOdsCode, 'appointment.id = audit_log.appointment_id'))
      .whereNotExists(requestElsewhere(trustOdsCode))
      .whereNotExists(taskElsewhere(trustOdsCode))
  }
  return (query: Knex.QueryBuilder): void => {
    if (who === 'staff') query.where(byStaff)
    else if (who) query.where(byOthers)
    else query.where(byStaff).orWhere(byOthers)
  }
}

function appointmentsAt(comparison: '=' | '<>', trustOdsCode: string, which: string) {
  return (query: Knex.QueryBuilder): void => {
    query
      .select('appointment.id')
      .from('appointment')
      .join('clinic', 'clinic.id', 'appointment.clinic_id')
      .whereRaw(which)
      .where('clinic.trust_ods_code', comparison, trustOdsCode)
  }
}

function requestElsewhere(trustOdsCode: string) {
  return (query: Knex.QueryBuilder): void => {
    query
      .select('id')
      .from('change_request')
      .whereRaw('change_request.id = audit_log.subject_id')
      .where('trust_ods_code', '<>', trustOdsCode)
  }
}

function taskElsewhere(trustOdsCode: string) {
  return (query: Knex.QueryBuilder): void => {
    query
      .select('id')
      .from('task')
      .whereRaw('task.id = audit_log.subject_id')
      .where('trust_ods_code', '<>', trustOdsCode)
  }
}
