-- addLeft

update [closed_appointment] set [intended] = @p0,
  [outcome] = @p1,
  [done_at] = @p2
where [closure_id] = @p3
and [appointment_id] = @p4;select @@rowcount

-- listLeft

select top (@p0) [appointment].[id],
  [appointment].[patient_id],
  [closed_appointment].[intended]
from [closed_appointment]
inner join [appointment] on [appointment].[id] = [closed_appointment].[appointment_id]
where [closed_appointment].[closure_id] = @p1
and [closed_appointment].[outcome] is null
order by [appointment].[starts_at] asc,
  [appointment].[id] asc

-- countLeft

select top (@p0) count(*) as [total]
from [closed_appointment]
where [closed_appointment].[closure_id] = @p1
and [closed_appointment].[outcome] is null

-- isLeft

select top (@p0) [closed_appointment].[appointment_id]
from [closed_appointment]
where [closed_appointment].[closure_id] = @p1
and [closed_appointment].[outcome] is null
and [closed_appointment].[appointment_id] = @p2

-- markDone

update [closed_appointment] set [outcome] = @p0,
  [done_at] = @p1
where [closure_id] = @p2
and [appointment_id] = @p3;select @@rowcount

-- keepLeft

update [closed_appointment] set [outcome] = @p0,
  [done_at] = @p1
where [closed_appointment].[closure_id] = @p2
and [closed_appointment].[outcome] is null;select @@rowcount

-- countClosedAppointments

select top (@p0) count(*) as [total], count([outcome]) as [done]
from [closed_appointment]
where [closure_id] = @p1

-- listClosedAppointments

select top (@p0) [appointment].[id],
  [appointment].[patient_id],
  [appointment].[starts_at],
  [appointment].[clinic_id],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [clinic].[patient_facing_name],
  [closed_appointment].[outcome],
  [later].[starts_at] as [new_time]
from [closed_appointment]
inner join [appointment] on [appointment].[id] = [closed_appointment].[appointment_id]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
left join [appointment] as [later] on [later].[id] = [appointment].[moved_to_id]
where [closed_appointment].[closure_id] = @p1
and [closed_appointment].[outcome] is null
order by [appointment].[starts_at] asc,
  [appointment].[id] asc

select [appointment].[id],
  [appointment].[patient_id],
  [appointment].[starts_at],
  [appointment].[clinic_id],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [clinic].[patient_facing_name],
  [closed_appointment].[outcome],
  [later].[starts_at] as [new_time]
from [closed_appointment]
inner join [appointment] on [appointment].[id] = [closed_appointment].[appointment_id]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
left join [appointment] as [later] on [later].[id] = [appointment].[moved_to_id]
where [closed_appointment].[closure_id] = @p0
and [closed_appointment].[outcome] is not null
order by [appointment].[starts_at] asc,
  [appointment].[id] asc
offset @p1 rows fetch next @p2 rows only
