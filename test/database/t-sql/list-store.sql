-- listRequests

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
and [change_request].[promised_by] < @p2
and [change_request].[claimed_by] = @p3
and [change_request].[claimed_until] is not null
and [change_request].[claimed_until] > @p4
and [change_request].[clinic_id] = @p5
and [change_request].[kind] = @p6
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
and [change_request].[assigned_to] = @p3
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
and [change_request].[assigned_to] is null
and ([change_request].[priority] is null or ([change_request].[priority] is not null
and [change_request].[promised_by] >= @p2
and ([change_request].[promised_by] > @p3 or [change_request].[id] > @p4)))
order by [change_request].[priority] desc,
  [change_request].[promised_by] asc,
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
and [change_request].[priority] is null
and [change_request].[promised_by] >= @p2
and ([change_request].[promised_by] > @p3 or [change_request].[id] > @p4)
order by [change_request].[priority] desc,
  [change_request].[promised_by] asc,
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
and [change_request].[status] = @p2
and [change_request].[assigned_to] = @p3
and [change_request].[decided_at] <= @p4
and ([change_request].[decided_at] < @p5 or [change_request].[id] < @p6)
order by [change_request].[decided_at] desc,
  [change_request].[id] desc

-- countListed

select count(*) as [listed]
from [change_request]
where [change_request].[trust_ods_code] = @p0
and change_request.status = 'open'
and ([change_request].[claimed_until] is null or [change_request].[claimed_until] <= @p1)

select count(*) as [listed]
from [change_request]
where [change_request].[trust_ods_code] = @p0
and change_request.status = 'open'
and [change_request].[promised_by] >= @p1
and ([change_request].[promised_by] > @p2 or [change_request].[id] > @p3)

select count(*) as [listed]
from [change_request]
where [change_request].[trust_ods_code] = @p0
and change_request.status = 'open'
and ([change_request].[priority] is null or ([change_request].[priority] is not null
and [change_request].[promised_by] >= @p1
and ([change_request].[promised_by] > @p2 or [change_request].[id] > @p3)))

-- listChosen

select [change_request].*,
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
where [change_request].[id] in (@p0, @p1)
and [clinic].[trust_ods_code] = @p2
order by [change_request].[promised_by] asc,
  [change_request].[id] asc
