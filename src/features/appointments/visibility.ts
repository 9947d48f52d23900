/**
 * What a patient may be shown (Get Appointments API SRCBR2 to SRCBR4): not hidden, not a holding place nobody is
 * meant to attend, not in a clinic or a specialty the trust hides. Part of every query, so that what is hidden
 * cannot be told from what does not exist. `appointment` and `clinic` must be in the query.
 */
export const VISIBLE = `(appointment.hidden = 0 and appointment.holding = 0 and not exists (
  select visibility_rule.id from visibility_rule
  where visibility_rule.trust_ods_code = clinic.trust_ods_code
  and (visibility_rule.clinic_id = clinic.id
    or visibility_rule.treatment_function_code = clinic.treatment_function_code)))`
