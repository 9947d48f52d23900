-- listUntold

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
and change_request.untold_since is not null
order by [change_request].[untold_since] asc,
  [change_request].[id] asc

-- countUntold

select top (@p0) count(*) as [total]
from [change_request]
where [change_request].[trust_ods_code] = @p1
and change_request.untold_since is not null

-- countAllUntold

select top (@p0) count(*) as [total]
from [change_request]
where untold_since is not null

-- markTold

update [change_request] set [version] = @p0,
  [untold_since] = @p1
where [id] = @p2
and [version] = @p3
and [untold_since] is not null;select @@rowcount
