-- listLapsed

select top (@p0) [change_request].*,
  [appointment].[patient_id],
  [appointment].[status] as [appointment_status],
  [patient].[death_date]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
where change_request.status = 'open'
and ([patient].[death_date] is not null or ([appointment].[starts_at] <= @p1
and not ([change_request].[kind] = @p2
and [appointment].[status] = @p3
and [appointment].[cancelled_by] = @p4
and [appointment].[moved_to_id] is null)) or [appointment].[status] in (@p5, @p6) or ([appointment].[status] = @p7
and ([change_request].[kind] = @p8 or [appointment].[cancelled_by] = @p9 or [appointment].[moved_to_id] is not null)))
order by [change_request].[promised_by] asc

-- findLapsed

select top (@p0) [change_request].*,
  [appointment].[patient_id],
  [appointment].[status] as [appointment_status],
  [patient].[death_date]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
where change_request.status = 'open'
and ([patient].[death_date] is not null or ([appointment].[starts_at] <= @p1
and not ([change_request].[kind] = @p2
and [appointment].[status] = @p3
and [appointment].[cancelled_by] = @p4
and [appointment].[moved_to_id] is null)) or [appointment].[status] in (@p5, @p6) or ([appointment].[status] = @p7
and ([change_request].[kind] = @p8 or [appointment].[cancelled_by] = @p9 or [appointment].[moved_to_id] is not null)))
and [change_request].[id] = @p10
and [change_request].[version] = @p11

-- fillInClinics

update [change_request] set [trust_ods_code] = (select [clinic].[trust_ods_code]
from [clinic]
inner join [appointment] on [appointment].[clinic_id] = [clinic].[id]
where appointment.id = change_request.appointment_id),
  [clinic_id] = (select [clinic].[id]
from [clinic]
inner join [appointment] on [appointment].[clinic_id] = [clinic].[id]
where appointment.id = change_request.appointment_id)
where ([trust_ods_code] is null or [clinic_id] is null)
and status = 'open';select @@rowcount
