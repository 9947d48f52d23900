-- findAppointment

select top (@p0) appointment.*,
  clinic.preparation,
  clinic.treatment_function_code,
  trust.ods_code as trust_ods_code,
  trust.name as trust_name,
  trust.sms_number as trust_sms_number,
  trust.email as trust_email,
  trust.postal_address as trust_postal_address,
  change_request.id as request_id,
  change_request.kind as request_kind,
  change_request.reason as request_reason,
  change_request.requested_at,
  change_request.promised_by,
  change_request.claimed_at,
  change_request.claimed_until,
  trust.cancel_how as trust_cancel_how,
  clinic.cancel_how as clinic_cancel_how,
  trust.reschedule_how as trust_reschedule_how,
  clinic.reschedule_how as clinic_reschedule_how,
  trust.minimum_notice_hours as trust_minimum_notice_hours,
  clinic.minimum_notice_hours as clinic_minimum_notice_hours,
  trust.most_changes as trust_most_changes,
  clinic.most_changes as clinic_most_changes,
  trust.promise_working_hours as trust_promise_working_hours,
  clinic.promise_working_hours as clinic_promise_working_hours,
  trust.phone as trust_phone,
  clinic.phone as clinic_phone,
  trust.open_days as trust_open_days,
  clinic.open_days as clinic_open_days,
  trust.opens_at as trust_opens_at,
  clinic.opens_at as clinic_opens_at,
  trust.closes_at as trust_closes_at,
  clinic.closes_at as clinic_closes_at,
  site.name as site_name,
  site.address as site_address,
  clinician.name as clinician_name,
  clinician.role as clinician_role
from [appointment]
join clinic on clinic.id = appointment.clinic_id
join trust on trust.ods_code = clinic.trust_ods_code
left join site on site.ods_code = appointment.site_ods_code
left join clinician on clinician.id = appointment.clinician_id
left join change_request on change_request.appointment_id = appointment.id
and change_request.status = 'open'
where [appointment].[id] = @p1
and [appointment].[patient_id] = @p2
and (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))

-- listAppointments

select appointment.*,
  clinic.preparation,
  clinic.treatment_function_code,
  trust.ods_code as trust_ods_code,
  trust.name as trust_name,
  trust.sms_number as trust_sms_number,
  trust.email as trust_email,
  trust.postal_address as trust_postal_address,
  change_request.id as request_id,
  change_request.kind as request_kind,
  change_request.reason as request_reason,
  change_request.requested_at,
  change_request.promised_by,
  change_request.claimed_at,
  change_request.claimed_until,
  trust.cancel_how as trust_cancel_how,
  clinic.cancel_how as clinic_cancel_how,
  trust.reschedule_how as trust_reschedule_how,
  clinic.reschedule_how as clinic_reschedule_how,
  trust.minimum_notice_hours as trust_minimum_notice_hours,
  clinic.minimum_notice_hours as clinic_minimum_notice_hours,
  trust.most_changes as trust_most_changes,
  clinic.most_changes as clinic_most_changes,
  trust.promise_working_hours as trust_promise_working_hours,
  clinic.promise_working_hours as clinic_promise_working_hours,
  trust.phone as trust_phone,
  clinic.phone as clinic_phone,
  trust.open_days as trust_open_days,
  clinic.open_days as clinic_open_days,
  trust.opens_at as trust_opens_at,
  clinic.opens_at as clinic_opens_at,
  trust.closes_at as trust_closes_at,
  clinic.closes_at as clinic_closes_at,
  site.name as site_name,
  site.address as site_address,
  clinician.name as clinician_name,
  clinician.role as clinician_role
from [appointment]
join clinic on clinic.id = appointment.clinic_id
join trust on trust.ods_code = clinic.trust_ods_code
left join site on site.ods_code = appointment.site_ods_code
left join clinician on clinician.id = appointment.clinician_id
left join change_request on change_request.appointment_id = appointment.id
and change_request.status = 'open'
where [appointment].[patient_id] = @p0
and [appointment].[ends_at] > @p1
and [appointment].[moved_to_id] is null
and (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))
and [appointment].[status] <> @p2
order by [appointment].[starts_at] asc,
  [appointment].[id] asc
offset @p3 rows fetch next @p4 rows only

select appointment.*,
  clinic.preparation,
  clinic.treatment_function_code,
  trust.ods_code as trust_ods_code,
  trust.name as trust_name,
  trust.sms_number as trust_sms_number,
  trust.email as trust_email,
  trust.postal_address as trust_postal_address,
  change_request.id as request_id,
  change_request.kind as request_kind,
  change_request.reason as request_reason,
  change_request.requested_at,
  change_request.promised_by,
  change_request.claimed_at,
  change_request.claimed_until,
  trust.cancel_how as trust_cancel_how,
  clinic.cancel_how as clinic_cancel_how,
  trust.reschedule_how as trust_reschedule_how,
  clinic.reschedule_how as clinic_reschedule_how,
  trust.minimum_notice_hours as trust_minimum_notice_hours,
  clinic.minimum_notice_hours as clinic_minimum_notice_hours,
  trust.most_changes as trust_most_changes,
  clinic.most_changes as clinic_most_changes,
  trust.promise_working_hours as trust_promise_working_hours,
  clinic.promise_working_hours as clinic_promise_working_hours,
  trust.phone as trust_phone,
  clinic.phone as clinic_phone,
  trust.open_days as trust_open_days,
  clinic.open_days as clinic_open_days,
  trust.opens_at as trust_opens_at,
  clinic.opens_at as clinic_opens_at,
  trust.closes_at as trust_closes_at,
  clinic.closes_at as clinic_closes_at,
  site.name as site_name,
  site.address as site_address,
  clinician.name as clinician_name,
  clinician.role as clinician_role
from [appointment]
join clinic on clinic.id = appointment.clinic_id
join trust on trust.ods_code = clinic.trust_ods_code
left join site on site.ods_code = appointment.site_ods_code
left join clinician on clinician.id = appointment.clinician_id
left join change_request on change_request.appointment_id = appointment.id
and change_request.status = 'open'
where [appointment].[patient_id] = @p0
and [appointment].[ends_at] > @p1
and [appointment].[moved_to_id] is null
and (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))
and [appointment].[status] = @p2
order by [appointment].[starts_at] asc,
  [appointment].[id] asc
offset @p3 rows fetch next @p4 rows only

select appointment.*,
  clinic.preparation,
  clinic.treatment_function_code,
  trust.ods_code as trust_ods_code,
  trust.name as trust_name,
  trust.sms_number as trust_sms_number,
  trust.email as trust_email,
  trust.postal_address as trust_postal_address,
  change_request.id as request_id,
  change_request.kind as request_kind,
  change_request.reason as request_reason,
  change_request.requested_at,
  change_request.promised_by,
  change_request.claimed_at,
  change_request.claimed_until,
  trust.cancel_how as trust_cancel_how,
  clinic.cancel_how as clinic_cancel_how,
  trust.reschedule_how as trust_reschedule_how,
  clinic.reschedule_how as clinic_reschedule_how,
  trust.minimum_notice_hours as trust_minimum_notice_hours,
  clinic.minimum_notice_hours as clinic_minimum_notice_hours,
  trust.most_changes as trust_most_changes,
  clinic.most_changes as clinic_most_changes,
  trust.promise_working_hours as trust_promise_working_hours,
  clinic.promise_working_hours as clinic_promise_working_hours,
  trust.phone as trust_phone,
  clinic.phone as clinic_phone,
  trust.open_days as trust_open_days,
  clinic.open_days as clinic_open_days,
  trust.opens_at as trust_opens_at,
  clinic.opens_at as clinic_opens_at,
  trust.closes_at as trust_closes_at,
  clinic.closes_at as clinic_closes_at,
  site.name as site_name,
  site.address as site_address,
  clinician.name as clinician_name,
  clinician.role as clinician_role
from [appointment]
join clinic on clinic.id = appointment.clinic_id
join trust on trust.ods_code = clinic.trust_ods_code
left join site on site.ods_code = appointment.site_ods_code
left join clinician on clinician.id = appointment.clinician_id
left join change_request on change_request.appointment_id = appointment.id
and change_request.status = 'open'
where [appointment].[patient_id] = @p0
and [appointment].[ends_at] <= @p1
and [appointment].[moved_to_id] is null
and (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))
order by [appointment].[starts_at] desc,
  [appointment].[id] asc
offset @p2 rows fetch next @p3 rows only

-- findAppointmentOfTrust

select top (@p0) appointment.*,
  clinic.preparation,
  clinic.treatment_function_code,
  trust.ods_code as trust_ods_code,
  trust.name as trust_name,
  trust.sms_number as trust_sms_number,
  trust.email as trust_email,
  trust.postal_address as trust_postal_address,
  change_request.id as request_id,
  change_request.kind as request_kind,
  change_request.reason as request_reason,
  change_request.requested_at,
  change_request.promised_by,
  change_request.claimed_at,
  change_request.claimed_until,
  trust.cancel_how as trust_cancel_how,
  clinic.cancel_how as clinic_cancel_how,
  trust.reschedule_how as trust_reschedule_how,
  clinic.reschedule_how as clinic_reschedule_how,
  trust.minimum_notice_hours as trust_minimum_notice_hours,
  clinic.minimum_notice_hours as clinic_minimum_notice_hours,
  trust.most_changes as trust_most_changes,
  clinic.most_changes as clinic_most_changes,
  trust.promise_working_hours as trust_promise_working_hours,
  clinic.promise_working_hours as clinic_promise_working_hours,
  trust.phone as trust_phone,
  clinic.phone as clinic_phone,
  trust.open_days as trust_open_days,
  clinic.open_days as clinic_open_days,
  trust.opens_at as trust_opens_at,
  clinic.opens_at as clinic_opens_at,
  trust.closes_at as trust_closes_at,
  clinic.closes_at as clinic_closes_at,
  site.name as site_name,
  site.address as site_address,
  clinician.name as clinician_name,
  clinician.role as clinician_role
from [appointment]
join clinic on clinic.id = appointment.clinic_id
join trust on trust.ods_code = clinic.trust_ods_code
left join site on site.ods_code = appointment.site_ods_code
left join clinician on clinician.id = appointment.clinician_id
left join change_request on change_request.appointment_id = appointment.id
and change_request.status = 'open'
where [appointment].[id] = @p1
and [appointment].[patient_id] = @p2
and [trust].[ods_code] = @p3

-- listAllAppointments

select appointment.*,
  clinic.preparation,
  clinic.treatment_function_code,
  trust.ods_code as trust_ods_code,
  trust.name as trust_name,
  trust.sms_number as trust_sms_number,
  trust.email as trust_email,
  trust.postal_address as trust_postal_address,
  change_request.id as request_id,
  change_request.kind as request_kind,
  change_request.reason as request_reason,
  change_request.requested_at,
  change_request.promised_by,
  change_request.claimed_at,
  change_request.claimed_until,
  trust.cancel_how as trust_cancel_how,
  clinic.cancel_how as clinic_cancel_how,
  trust.reschedule_how as trust_reschedule_how,
  clinic.reschedule_how as clinic_reschedule_how,
  trust.minimum_notice_hours as trust_minimum_notice_hours,
  clinic.minimum_notice_hours as clinic_minimum_notice_hours,
  trust.most_changes as trust_most_changes,
  clinic.most_changes as clinic_most_changes,
  trust.promise_working_hours as trust_promise_working_hours,
  clinic.promise_working_hours as clinic_promise_working_hours,
  trust.phone as trust_phone,
  clinic.phone as clinic_phone,
  trust.open_days as trust_open_days,
  clinic.open_days as clinic_open_days,
  trust.opens_at as trust_opens_at,
  clinic.opens_at as clinic_opens_at,
  trust.closes_at as trust_closes_at,
  clinic.closes_at as clinic_closes_at,
  site.name as site_name,
  site.address as site_address,
  clinician.name as clinician_name,
  clinician.role as clinician_role
from [appointment]
join clinic on clinic.id = appointment.clinic_id
join trust on trust.ods_code = clinic.trust_ods_code
left join site on site.ods_code = appointment.site_ods_code
left join clinician on clinician.id = appointment.clinician_id
left join change_request on change_request.appointment_id = appointment.id
and change_request.status = 'open'
where [appointment].[patient_id] = @p0
and (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))
order by [appointment].[starts_at] asc,
  [appointment].[id] asc

-- listAppointmentsOfTrust

select appointment.*,
  clinic.preparation,
  clinic.treatment_function_code,
  trust.ods_code as trust_ods_code,
  trust.name as trust_name,
  trust.sms_number as trust_sms_number,
  trust.email as trust_email,
  trust.postal_address as trust_postal_address,
  change_request.id as request_id,
  change_request.kind as request_kind,
  change_request.reason as request_reason,
  change_request.requested_at,
  change_request.promised_by,
  change_request.claimed_at,
  change_request.claimed_until,
  trust.cancel_how as trust_cancel_how,
  clinic.cancel_how as clinic_cancel_how,
  trust.reschedule_how as trust_reschedule_how,
  clinic.reschedule_how as clinic_reschedule_how,
  trust.minimum_notice_hours as trust_minimum_notice_hours,
  clinic.minimum_notice_hours as clinic_minimum_notice_hours,
  trust.most_changes as trust_most_changes,
  clinic.most_changes as clinic_most_changes,
  trust.promise_working_hours as trust_promise_working_hours,
  clinic.promise_working_hours as clinic_promise_working_hours,
  trust.phone as trust_phone,
  clinic.phone as clinic_phone,
  trust.open_days as trust_open_days,
  clinic.open_days as clinic_open_days,
  trust.opens_at as trust_opens_at,
  clinic.opens_at as clinic_opens_at,
  trust.closes_at as trust_closes_at,
  clinic.closes_at as clinic_closes_at,
  site.name as site_name,
  site.address as site_address,
  clinician.name as clinician_name,
  clinician.role as clinician_role, case when appointment.hidden = 1 then 'appointment' when exists (select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and visibility_rule.clinic_id = clinic.id) then 'clinic' when exists (select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and visibility_rule.treatment_function_code = clinic.treatment_function_code) then 'specialty' end as hidden_by
from [appointment]
join clinic on clinic.id = appointment.clinic_id
join trust on trust.ods_code = clinic.trust_ods_code
left join site on site.ods_code = appointment.site_ods_code
left join clinician on clinician.id = appointment.clinician_id
left join change_request on change_request.appointment_id = appointment.id
and change_request.status = 'open'
where [appointment].[patient_id] = @p0
and [trust].[ods_code] = @p1
and appointment.holding = 0
order by [appointment].[starts_at] asc,
  [appointment].[id] asc

-- nextAppointment

select top (@p0) appointment.*,
  clinic.preparation,
  clinic.treatment_function_code,
  trust.ods_code as trust_ods_code,
  trust.name as trust_name,
  trust.sms_number as trust_sms_number,
  trust.email as trust_email,
  trust.postal_address as trust_postal_address,
  change_request.id as request_id,
  change_request.kind as request_kind,
  change_request.reason as request_reason,
  change_request.requested_at,
  change_request.promised_by,
  change_request.claimed_at,
  change_request.claimed_until,
  trust.cancel_how as trust_cancel_how,
  clinic.cancel_how as clinic_cancel_how,
  trust.reschedule_how as trust_reschedule_how,
  clinic.reschedule_how as clinic_reschedule_how,
  trust.minimum_notice_hours as trust_minimum_notice_hours,
  clinic.minimum_notice_hours as clinic_minimum_notice_hours,
  trust.most_changes as trust_most_changes,
  clinic.most_changes as clinic_most_changes,
  trust.promise_working_hours as trust_promise_working_hours,
  clinic.promise_working_hours as clinic_promise_working_hours,
  trust.phone as trust_phone,
  clinic.phone as clinic_phone,
  trust.open_days as trust_open_days,
  clinic.open_days as clinic_open_days,
  trust.opens_at as trust_opens_at,
  clinic.opens_at as clinic_opens_at,
  trust.closes_at as trust_closes_at,
  clinic.closes_at as clinic_closes_at,
  site.name as site_name,
  site.address as site_address,
  clinician.name as clinician_name,
  clinician.role as clinician_role
from [appointment]
join clinic on clinic.id = appointment.clinic_id
join trust on trust.ods_code = clinic.trust_ods_code
left join site on site.ods_code = appointment.site_ods_code
left join clinician on clinician.id = appointment.clinician_id
left join change_request on change_request.appointment_id = appointment.id
and change_request.status = 'open'
where [appointment].[patient_id] = @p1
and [appointment].[ends_at] > @p2
and [appointment].[moved_to_id] is null
and (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))
and [appointment].[status] <> @p3
and [appointment].[status] = @p4
order by [appointment].[starts_at] asc,
  [appointment].[id] asc

-- countAppointments

select top (@p0) count([appointment].[id]) as [total]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where [appointment].[patient_id] = @p1
and [appointment].[ends_at] > @p2
and [appointment].[moved_to_id] is null
and (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))
and [appointment].[status] <> @p3

-- listAppointmentsAt

select appointment.*,
  clinic.preparation,
  clinic.treatment_function_code,
  trust.ods_code as trust_ods_code,
  trust.name as trust_name,
  trust.sms_number as trust_sms_number,
  trust.email as trust_email,
  trust.postal_address as trust_postal_address,
  change_request.id as request_id,
  change_request.kind as request_kind,
  change_request.reason as request_reason,
  change_request.requested_at,
  change_request.promised_by,
  change_request.claimed_at,
  change_request.claimed_until,
  trust.cancel_how as trust_cancel_how,
  clinic.cancel_how as clinic_cancel_how,
  trust.reschedule_how as trust_reschedule_how,
  clinic.reschedule_how as clinic_reschedule_how,
  trust.minimum_notice_hours as trust_minimum_notice_hours,
  clinic.minimum_notice_hours as clinic_minimum_notice_hours,
  trust.most_changes as trust_most_changes,
  clinic.most_changes as clinic_most_changes,
  trust.promise_working_hours as trust_promise_working_hours,
  clinic.promise_working_hours as clinic_promise_working_hours,
  trust.phone as trust_phone,
  clinic.phone as clinic_phone,
  trust.open_days as trust_open_days,
  clinic.open_days as clinic_open_days,
  trust.opens_at as trust_opens_at,
  clinic.opens_at as clinic_opens_at,
  trust.closes_at as trust_closes_at,
  clinic.closes_at as clinic_closes_at,
  site.name as site_name,
  site.address as site_address,
  clinician.name as clinician_name,
  clinician.role as clinician_role
from [appointment]
join clinic on clinic.id = appointment.clinic_id
join trust on trust.ods_code = clinic.trust_ods_code
left join site on site.ods_code = appointment.site_ods_code
left join clinician on clinician.id = appointment.clinician_id
left join change_request on change_request.appointment_id = appointment.id
and change_request.status = 'open'
where [appointment].[patient_id] = @p0
and [appointment].[ends_at] > @p1
and [appointment].[moved_to_id] is null
and (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))
and [appointment].[status] <> @p2
and [clinic].[trust_ods_code] = @p3
order by [appointment].[starts_at] asc,
  [appointment].[id] asc
offset @p4 rows fetch next @p5 rows only

select appointment.*,
  clinic.preparation,
  clinic.treatment_function_code,
  trust.ods_code as trust_ods_code,
  trust.name as trust_name,
  trust.sms_number as trust_sms_number,
  trust.email as trust_email,
  trust.postal_address as trust_postal_address,
  change_request.id as request_id,
  change_request.kind as request_kind,
  change_request.reason as request_reason,
  change_request.requested_at,
  change_request.promised_by,
  change_request.claimed_at,
  change_request.claimed_until,
  trust.cancel_how as trust_cancel_how,
  clinic.cancel_how as clinic_cancel_how,
  trust.reschedule_how as trust_reschedule_how,
  clinic.reschedule_how as clinic_reschedule_how,
  trust.minimum_notice_hours as trust_minimum_notice_hours,
  clinic.minimum_notice_hours as clinic_minimum_notice_hours,
  trust.most_changes as trust_most_changes,
  clinic.most_changes as clinic_most_changes,
  trust.promise_working_hours as trust_promise_working_hours,
  clinic.promise_working_hours as clinic_promise_working_hours,
  trust.phone as trust_phone,
  clinic.phone as clinic_phone,
  trust.open_days as trust_open_days,
  clinic.open_days as clinic_open_days,
  trust.opens_at as trust_opens_at,
  clinic.opens_at as clinic_opens_at,
  trust.closes_at as trust_closes_at,
  clinic.closes_at as clinic_closes_at,
  site.name as site_name,
  site.address as site_address,
  clinician.name as clinician_name,
  clinician.role as clinician_role
from [appointment]
join clinic on clinic.id = appointment.clinic_id
join trust on trust.ods_code = clinic.trust_ods_code
left join site on site.ods_code = appointment.site_ods_code
left join clinician on clinician.id = appointment.clinician_id
left join change_request on change_request.appointment_id = appointment.id
and change_request.status = 'open'
where [appointment].[patient_id] = @p0
and [appointment].[ends_at] <= @p1
and [appointment].[moved_to_id] is null
and (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))
and [clinic].[trust_ods_code] = @p2
order by [appointment].[starts_at] desc,
  [appointment].[id] asc
offset @p3 rows fetch next @p4 rows only

-- countAppointmentsAt

select top (@p0) count([appointment].[id]) as [total]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where [appointment].[patient_id] = @p1
and [appointment].[ends_at] <= @p2
and [appointment].[moved_to_id] is null
and (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))
and [clinic].[trust_ods_code] = @p3

-- listMoved

select [id],
  [moved_to_id] as [movedToId],
  [version]
from [appointment]
where [patient_id] = @p0
and [moved_to_id] is not null
