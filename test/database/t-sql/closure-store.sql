-- addClosure

insert into [closure] ([clinic_id],
  [clinician_id],
  [closed_at],
  [closed_by],
  [closed_role],
  [ends_at],
  [id],
  [intended],
  [reason],
  [starts_at],
  [trust_ods_code],
  [whole])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)

-- findClosure

select top (@p0) [closure].*,
  [clinic].[patient_facing_name] as [clinic_name],
  [clinician].[name] as [clinician_name]
from [closure]
left join [clinic] on [clinic].[id] = [closure].[clinic_id]
left join [clinician] on [clinician].[id] = [closure].[clinician_id]
where [closure].[id] = @p1
and [closure].[trust_ods_code] = @p2

-- listClosures

select [closure].*,
  [clinic].[patient_facing_name] as [clinic_name],
  [clinician].[name] as [clinician_name]
from [closure]
left join [clinic] on [clinic].[id] = [closure].[clinic_id]
left join [clinician] on [clinician].[id] = [closure].[clinician_id]
where closure.reopened_at is null
and [closure].[ends_at] > @p0
and [closure].[trust_ods_code] = @p1
order by [closure].[starts_at] asc,
  [closure].[id] asc

-- listClosuresOfClinic

select [closure].*,
  [clinic].[patient_facing_name] as [clinic_name],
  [clinician].[name] as [clinician_name]
from [closure]
left join [clinic] on [clinic].[id] = [closure].[clinic_id]
left join [clinician] on [clinician].[id] = [closure].[clinician_id]
where closure.reopened_at is null
and [closure].[ends_at] > @p0
and [closure].[starts_at] < @p1
and ([closure].[clinic_id] = @p2 or exists (select [slot].[id]
from [closed_slot]
inner join [slot] on [slot].[id] = [closed_slot].[slot_id]
where closed_slot.closure_id = closure.id
and [slot].[clinic_id] = @p3
and [slot].[starts_at] >= @p4
and [slot].[starts_at] < @p5))
order by [closure].[starts_at] asc,
  [closure].[id] asc

-- listAllClosures

select [closure].*,
  [clinic].[patient_facing_name] as [clinic_name],
  [clinician].[name] as [clinician_name]
from [closure]
left join [clinic] on [clinic].[id] = [closure].[clinic_id]
left join [clinician] on [clinician].[id] = [closure].[clinician_id]
where closure.reopened_at is null
and [closure].[ends_at] > @p0
order by [closure].[starts_at] asc,
  [closure].[id] asc

-- lockClosure

update [closure] set [version] = [version]
where [id] = @p0
and [reopened_at] is null;select @@rowcount

-- markReopened

update [closure] set [reopened_at] = @p0,
  [reopened_by] = @p1,
  [version] = @p2
where [id] = @p3
and [version] = @p4
and [reopened_at] is null;select @@rowcount
