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

select (select count(*)
from [change_request]
where [change_request].[trust_ods_code] = @p0
and change_request.status = 'open') as [open_now], (select count(*)
from [change_request]
where [change_request].[trust_ods_code] = @p1
and change_request.status = 'open'
and [change_request].[promised_by] < @p2) as [overdue], (select count(*)
from [change_request]
where [change_request].[trust_ods_code] = @p3
and change_request.status = 'open'
and [change_request].[claimed_by] = @p4
and [change_request].[claimed_until] is not null
and [change_request].[claimed_until] > @p5) as [mine], (select count(*)
from [change_request]
where [change_request].[trust_ods_code] = @p6
and change_request.status = 'open'
and [change_request].[assigned_to] = @p7) as [assigned], (select count(*)
from [change_request]
where [change_request].[trust_ods_code] = @p8
and change_request.status = 'open'
and [change_request].[claimed_until] is not null
and [change_request].[claimed_until] > @p9) as [claimed]

select (select count(*)
from [change_request]
where [change_request].[trust_ods_code] = @p0
and change_request.status = 'open'
and [change_request].[clinic_id] = @p1) as [open_now], (select count(*)
from [change_request]
where [change_request].[trust_ods_code] = @p2
and change_request.status = 'open'
and [change_request].[promised_by] < @p3
and [change_request].[clinic_id] = @p4) as [overdue], (select count(*)
from [change_request]
where [change_request].[trust_ods_code] = @p5
and change_request.status = 'open'
and [change_request].[claimed_by] = @p6
and [change_request].[claimed_until] is not null
and [change_request].[claimed_until] > @p7
and [change_request].[clinic_id] = @p8) as [mine], (select count(*)
from [change_request]
where [change_request].[trust_ods_code] = @p9
and change_request.status = 'open'
and [change_request].[clinic_id] = @p10
and [change_request].[assigned_to] = @p11) as [assigned], (select count(*)
from [change_request]
where [change_request].[trust_ods_code] = @p12
and change_request.status = 'open'
and [change_request].[claimed_until] is not null
and [change_request].[claimed_until] > @p13
and [change_request].[clinic_id] = @p14) as [claimed]

-- findRequestPatient

select top (@p0) [id] as [p_id],
  [nhs_number],
  [given_name],
  [family_name],
  [birth_date]
from [patient]
where [id] = @p1
