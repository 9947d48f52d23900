-- listClinics

select [id],
  [patient_facing_name] as [name]
from [clinic]
where [trust_ods_code] = @p0
order by [patient_facing_name] asc

-- requestsOfTrust

select [status]
from [change_request]
where [change_request].[trust_ods_code] = @p0
and change_request.status = 'open'
and [change_request].[kind] = @p1

-- countOpenRequests

select top (@p0) count(*) as open_now, count(case when change_request.promised_by < @p1 then 1 end) as overdue, count(case when change_request.claimed_by = @p2
and change_request.claimed_until > @p3 then 1 end) as mine, count(case when change_request.assigned_to = @p4 then 1 end) as assigned, count(case when change_request.claimed_until > @p5 then 1 end) as claimed
from [change_request]
where [change_request].[trust_ods_code] = @p6
and change_request.status = 'open'

select top (@p0) count(*) as open_now, count(case when change_request.promised_by < @p1 then 1 end) as overdue, count(case when change_request.claimed_by = @p2
and change_request.claimed_until > @p3 then 1 end) as mine, count(case when change_request.assigned_to = @p4 then 1 end) as assigned, count(case when change_request.claimed_until > @p5 then 1 end) as claimed
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
where [change_request].[trust_ods_code] = @p6
and change_request.status = 'open'
and [appointment].[clinic_id] = @p7

-- findRequestPatient

select top (@p0) [id] as [p_id],
  [nhs_number],
  [given_name],
  [family_name],
  [birth_date]
from [patient]
where [id] = @p1
