-- listClinics

select [clinic].[id],
  [clinic].[patient_facing_name] as [name], sum(case when slot.blocks = 0 then slot.capacity - slot.booked else 0 end) as free, sum(slot.booked) as booked, sum(case when slot.blocks > 0 then slot.capacity - slot.booked else 0 end) as blocked
from [clinic]
left join [slot] on [slot].[clinic_id] = [clinic].[id]
and [slot].[starts_at] > @p0
and [slot].[starts_at] < @p1
where [clinic].[trust_ods_code] = @p2 group by [clinic].[id],
  [clinic].[patient_facing_name]
order by [clinic].[patient_facing_name] asc,
  [clinic].[id] asc

-- findClinic

select top (@p0) [id],
  [patient_facing_name] as [name]
from [clinic]
where [id] = @p1
and [trust_ods_code] = @p2

-- listSlots

select [slot].*,
  [site].[name] as [site_name],
  [clinician].[name] as [clinician_name]
from [slot]
left join [site] on [site].[ods_code] = [slot].[site_ods_code]
left join [clinician] on [clinician].[id] = [slot].[clinician_id]
where [slot].[clinic_id] = @p0
and [slot].[starts_at] >= @p1
and [slot].[starts_at] < @p2
order by [slot].[starts_at] asc,
  [slot].[id] asc
