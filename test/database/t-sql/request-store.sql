-- findRequest

select top (@p0) [change_request].*,
  [appointment].[patient_id]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
where [change_request].[id] = @p1
and [appointment].[patient_id] = @p2

-- findRequestOfTrust

select top (@p0) [change_request].*,
  [appointment].[patient_id]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where [change_request].[id] = @p1
and [clinic].[trust_ods_code] = @p2

-- findOpenRequest

select top (@p0) [change_request].*,
  [appointment].[patient_id]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
where [change_request].[appointment_id] = @p1
and change_request.status = 'open'

-- findOwingTrust

select top (@p0) [clinic].[trust_ods_code]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where [appointment].[id] = @p1
and [appointment].[status] = @p2
and [appointment].[cancelled_by] = @p3
and [appointment].[moved_to_id] is null

-- latestRequest

select top (@p0) [change_request].*,
  [appointment].[patient_id]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
where [appointment].[patient_id] = @p1
and ([appointment].[id] = @p2 or ([appointment].[moved_to_id] = @p3
and [change_request].[status] = @p4))
order by [change_request].[requested_at] desc,
  [change_request].[id] desc

-- listDeclined

select [appointment].[id]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
where [appointment].[patient_id] = @p0
and [appointment].[status] = @p1
and [change_request].[status] = @p2
and [appointment].[starts_at] > @p3
and [change_request].[decided_at] > @p4
and not exists (select [later].[id]
from [change_request] as [later]
where later.appointment_id = change_request.appointment_id
and later.requested_at > change_request.requested_at)
order by [appointment].[starts_at] asc,
  [appointment].[id] asc

-- raiseVersion

update [appointment] set [version] = version + 1
where [id] = @p0;select @@rowcount

-- selectRequests

select [change_request].*,
  [appointment].[patient_id]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]

-- saveRequest

update [change_request] set [version] = @p0,
  [claimed_by] = @p1,
  [claimed_at] = @p2,
  [claimed_until] = @p3
where [id] = @p4
and [version] = @p5
and [status] = @p6;select @@rowcount

update [change_request] set [version] = @p0,
  [assigned_to] = @p1
where [id] = @p2
and [version] = @p3
and [status] = @p4;select @@rowcount

update [change_request] set [version] = @p0,
  [priority] = @p1
where [id] = @p2
and [version] = @p3
and [status] = @p4;select @@rowcount

update [change_request] set [version] = @p0,
  [claimed_by] = @p1,
  [claimed_at] = @p2,
  [claimed_until] = @p3,
  [status] = @p4,
  [decided_at] = @p5,
  [decided_by] = @p6,
  [reply] = @p7,
  [untold_since] = @p8
where [id] = @p9
and [version] = @p10
and [status] = @p11;select @@rowcount
