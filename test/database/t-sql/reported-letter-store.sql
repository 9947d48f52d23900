-- findReportableLetter

select top (@p0) [letter].*
from [letter]
inner join [patient] on [patient].[id] = [letter].[patient_id]
where [letter].[id] = @p1
and (letter.withdrawn_at is null
and letter.superseded_by is null
and (letter.embargoed_until is null or letter.embargoed_until <= @p2)
and not exists (select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = letter.trust_ods_code
and visibility_rule.treatment_function_code = letter.treatment_function_code)
and not exists (select appointment.id
from appointment
join clinic on clinic.id = appointment.clinic_id
where appointment.id = letter.appointment_id
and appointment.patient_id = letter.patient_id
and not (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))))
and ([patient].[portal_access] = @p3
and [patient].[sensitive] = @p4
and [patient].[nhs_number_status] = @p5
and [patient].[birth_date] <= @p6)
