-- listFreeSlots

select top (@p0) [slot].[id],
  [slot].[starts_at],
  [slot].[medium],
  [clinician].[name] as [clinician_name]
from [slot]
left join [clinician] on [clinician].[id] = [slot].[clinician_id]
where [slot].[clinic_id] = @p1
and [slot].[starts_at] >= @p2
and slot.booked < slot.capacity
and slot.blocks = 0
and [slot].[id] not in (@p3)
order by [slot].[starts_at] asc,
  [slot].[id] asc
