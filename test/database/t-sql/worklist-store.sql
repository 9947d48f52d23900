-- listOpenRequests

select top (@p0) [change_request].*,
  [appointment].[patient_id],
  [appointment].[title],
  [appointment].[starts_at],
  [appointment].[clinic_id],
  [clinic].[patient_facing_name],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where [change_request].[trust_ods_code] = @p1
and change_request.status = 'open'
order by [change_request].[promised_by] asc,
  [change_request].[id] asc

select top (@p0) [change_request].*,
  [appointment].[patient_id],
  [appointment].[title],
  [appointment].[starts_at],
  [appointment].[clinic_id],
  [clinic].[patient_facing_name],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where [change_request].[trust_ods_code] = @p1
and change_request.status = 'open'
and [appointment].[clinic_id] = @p2
and [change_request].[kind] = @p3
and [change_request].[promised_by] < @p4
and [change_request].[claimed_by] = @p5
and [change_request].[claimed_until] > @p6
and [change_request].[promised_by] >= @p7
and ([change_request].[promised_by] > @p8 or [change_request].[id] > @p9)
order by [change_request].[promised_by] asc,
  [change_request].[id] asc

select top (@p0) [change_request].*,
  [appointment].[patient_id],
  [appointment].[title],
  [appointment].[starts_at],
  [appointment].[clinic_id],
  [clinic].[patient_facing_name],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where [change_request].[trust_ods_code] = @p1
and change_request.status = 'open'
and ([change_request].[claimed_until] is null or [change_request].[claimed_until] <= @p2)
order by [change_request].[promised_by] asc,
  [change_request].[id] asc

-- listClinics

select [id],
  [patient_facing_name] as [name]
from [clinic]
where [trust_ods_code] = @p0
order by [patient_facing_name] asc

-- countOpenRequests

select top (@p0) count(*) as open_now, count(case when change_request.promised_by < @p1 then 1 end) as overdue, count(case when change_request.claimed_by = @p2
and change_request.claimed_until > @p3 then 1 end) as mine, count(case when change_request.claimed_until > @p4 then 1 end) as claimed
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
where [change_request].[trust_ods_code] = @p5
and change_request.status = 'open'

-- findRequestPatient

select top (@p0) [id] as [p_id],
  [nhs_number],
  [given_name],
  [family_name],
  [birth_date]
from [patient]
where [id] = @p1
