-- freeTimes

select top (@p0) [slot].*,
  [site].[name] as [site_name],
  [site].[address] as [site_address],
  [clinician].[name] as [clinician_name],
  [clinician].[role] as [clinician_role]
from [slot]
left join [site] on [site].[ods_code] = [slot].[site_ods_code]
left join [clinician] on [clinician].[id] = [slot].[clinician_id]
where [slot].[clinic_id] = @p1
and [slot].[starts_at] > @p2
and [slot].[starts_at] >= @p3
and slot.booked < slot.capacity
and slot.blocks = 0
and not [slot].[id] = @p4
and not exists (select [appointment].[id]
from [appointment]
where [appointment].[patient_id] = @p5
and [appointment].[status] = @p6
and not [appointment].[id] = @p7
and (appointment.slot_id = slot.id or (appointment.starts_at < slot.ends_at
and appointment.ends_at > slot.starts_at)))
order by [slot].[starts_at] asc,
  [slot].[id] asc

select top (@p0) [slot].*,
  [site].[name] as [site_name],
  [site].[address] as [site_address],
  [clinician].[name] as [clinician_name],
  [clinician].[role] as [clinician_role]
from [slot]
left join [site] on [site].[ods_code] = [slot].[site_ods_code]
left join [clinician] on [clinician].[id] = [slot].[clinician_id]
where [slot].[clinic_id] = @p1
and [slot].[starts_at] > @p2
and [slot].[starts_at] >= @p3
and slot.booked < slot.capacity
and slot.blocks = 0
and not [slot].[id] = @p4
and not exists (select [appointment].[id]
from [appointment]
where [appointment].[patient_id] = @p5
and [appointment].[status] = @p6
and not [appointment].[id] = @p7
and (appointment.slot_id = slot.id or (appointment.starts_at < slot.ends_at
and appointment.ends_at > slot.starts_at)))
order by [slot].[starts_at] asc,
  [slot].[id] asc

-- findFreeTime

select top (@p0) [slot].*,
  [site].[name] as [site_name],
  [site].[address] as [site_address],
  [clinician].[name] as [clinician_name],
  [clinician].[role] as [clinician_role]
from [slot]
left join [site] on [site].[ods_code] = [slot].[site_ods_code]
left join [clinician] on [clinician].[id] = [slot].[clinician_id]
where [slot].[clinic_id] = @p1
and [slot].[starts_at] > @p2
and [slot].[starts_at] >= @p3
and slot.booked < slot.capacity
and slot.blocks = 0
and not [slot].[id] = @p4
and not exists (select [appointment].[id]
from [appointment]
where [appointment].[patient_id] = @p5
and [appointment].[status] = @p6
and not [appointment].[id] = @p7
and (appointment.slot_id = slot.id or (appointment.starts_at < slot.ends_at
and appointment.ends_at > slot.starts_at)))
and [slot].[id] = @p8

-- takePlace

update [slot] set [booked] = booked + 1,
  [version] = version + 1
where [id] = @p0
and booked < capacity
and blocks = 0;select @@rowcount

-- releasePlace

update [slot] set [booked] = booked - 1,
  [version] = version + 1
where [id] = @p0
and [booked] > @p1;select @@rowcount
