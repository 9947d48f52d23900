/**
 * SQL condition for appointments that may be shown (Get Appointments API SRCBR2 to SRCBR4): not hidden, not a holding
 * appointment that no patient attends, and not in a clinic or specialty that the trust hides. It is part of every
 * query, so that hidden appointments cannot be distinguished from missing ones. The query must include `appointment`
 * and `clinic`.
 */
export const VISIBLE = `(appointment.hidden = 0 and appointment.holding = 0 and not exists (
  select visibility_rule.id from visibility_rule
  where visibility_rule.trust_ods_code = clinic.trust_ods_code
  and (visibility_rule.clinic_id = clinic.id
    or visibility_rule.treatment_function_code = clinic.treatment_function_code)))`

/** Why the patient is not shown an appointment: it is marked so in the PAS, or the trust hides its clinic or specialty. */
export type HiddenBy = 'appointment' | 'clinic' | 'specialty'

/** The column `hidden_by`: the {@link HiddenBy} of an appointment that is no holding appointment; null when the patient is shown it. */
export const HIDDEN_BY = `case when appointment.hidden = 1 then 'appointment'
  when exists (select visibility_rule.id from visibility_rule
    where visibility_rule.trust_ods_code = clinic.trust_ods_code
    and visibility_rule.clinic_id = clinic.id) then 'clinic'
  when exists (select visibility_rule.id from visibility_rule
    where visibility_rule.trust_ods_code = clinic.trust_ods_code
    and visibility_rule.treatment_function_code = clinic.treatment_function_code) then 'specialty'
  end as hidden_by`
