-- listOverdue

select top (@p0) [change_request].*,
  [appointment].[patient_id],
  [appointment].[title],
  [appointment].[starts_at],
  [appointment].[clinic_id],
  [clinic].[patient_facing_name],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date], coalesce(clinic.open_days,
  trust.open_days) as open_days, coalesce(clinic.opens_at,
  trust.opens_at) as opens_at, coalesce(clinic.closes_at,
  trust.closes_at) as closes_at
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [trust] on [trust].[ods_code] = [clinic].[trust_ods_code]
where [change_request].[trust_ods_code] = @p1
and change_request.status = 'open'
and [change_request].[promised_by] < @p2
order by [change_request].[promised_by] asc,
  [change_request].[id] asc

-- countOverdue

select top (@p0) count(*) as [total]
from [change_request]
where [trust_ods_code] = @p1
and status = 'open'
and [promised_by] < @p2
