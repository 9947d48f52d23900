-- findReportable

select top (@p0) [appointment].[id],
  [appointment].[version],
  [appointment].[patient_id],
  [appointment].[starts_at],
  [appointment].[encounter_class],
  [appointment].[status],
  [appointment].[cancelled_at],
  [appointment].[cancelled_by],
  [appointment].[moved_to_id],
  [clinic].[trust_ods_code],
  [clinic].[treatment_function_code],
  [reported_appointment].[version] as [reported_version],
  [reported_appointment].[status] as [reported_status]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
left join [reported_appointment] on [reported_appointment].[appointment_id] = [appointment].[id]
where (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))
and ([patient].[portal_access] = @p1
and [patient].[sensitive] = @p2
and [patient].[nhs_number_status] = @p3
and [patient].[birth_date] <= @p4)
and [appointment].[id] = @p5

-- lockAppointment

update [appointment] set [version] = [version]
where [id] = @p0;select @@rowcount

-- saveReported

insert into [reported_appointment] ([appointment_id],
  [status],
  [version])
values (@p0, @p1, @p2)

update [reported_appointment] set [version] = @p0,
  [status] = @p1
where [appointment_id] = @p2;select @@rowcount

-- endOfBatch

select [id]
from [appointment]
where [id] > @p0
order by [id] asc
offset @p1 rows fetch next @p2 rows only

-- changedSinceReported

select [appointment].[id],
  [appointment].[version],
  [appointment].[patient_id],
  [appointment].[starts_at],
  [appointment].[encounter_class],
  [appointment].[status],
  [appointment].[cancelled_at],
  [appointment].[cancelled_by],
  [appointment].[moved_to_id],
  [clinic].[trust_ods_code],
  [clinic].[treatment_function_code],
  [reported_appointment].[version] as [reported_version],
  [reported_appointment].[status] as [reported_status]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
left join [reported_appointment] on [reported_appointment].[appointment_id] = [appointment].[id]
where (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))
and ([patient].[portal_access] = @p0
and [patient].[sensitive] = @p1
and [patient].[nhs_number_status] = @p2
and [patient].[birth_date] <= @p3)
and [appointment].[id] > @p4
and [appointment].[starts_at] >= @p5
and ([reported_appointment].[version] is null or reported_appointment.version <> appointment.version)
and [appointment].[id] <= @p6
order by [appointment].[id] asc

-- closedRequests

select [id],
  [kind],
  [status],
  [requested_at],
  [decided_at]
from [change_request]
where [appointment_id] = @p0
and not [status] = @p1
and not [reason] = @p2
