-- slotsWithin

select [slot].[id]
from [slot]
inner join [clinic] on [clinic].[id] = [slot].[clinic_id]
where [clinic].[trust_ods_code] = @p0
and [slot].[starts_at] >= @p1
and [slot].[starts_at] < @p2
and [slot].[clinic_id] = @p3

select [slot].[id]
from [slot]
inner join [clinic] on [clinic].[id] = [slot].[clinic_id]
where [clinic].[trust_ods_code] = @p0
and [slot].[starts_at] >= @p1
and [slot].[starts_at] < @p2
and [slot].[clinician_id] = @p3

-- slotsClosedBy

select [closed_slot].[slot_id]
from [closed_slot]
where [closed_slot].[closure_id] = @p0

-- blockAll

select [slot].[id]
from [slot]
inner join [clinic] on [clinic].[id] = [slot].[clinic_id]
where [clinic].[trust_ods_code] = @p0
and [slot].[starts_at] >= @p1
and [slot].[starts_at] < @p2
and [slot].[clinic_id] = @p3
and [slot].[id] not in (select [closed_slot].[slot_id]
from [closed_slot]
where [closed_slot].[closure_id] = @p4)

-- blockSome

select [slot].[id]
from [slot]
inner join [clinic] on [clinic].[id] = [slot].[clinic_id]
where [clinic].[trust_ods_code] = @p0
and [slot].[starts_at] >= @p1
and [slot].[starts_at] < @p2
and [slot].[clinic_id] = @p3
and [slot].[id] in (@p4)

-- blockSlots

insert into [closed_slot] ([closure_id],
  [slot_id])
values (@p0, @p1)

update [slot] set [blocks] = blocks + 1,
  [version] = version + 1
where [id] in (@p0);select @@rowcount

-- unblock

update [slot] set [blocks] = blocks - 1,
  [version] = version + 1
where [id] in (select [closed_slot].[slot_id]
from [closed_slot]
where [closed_slot].[closure_id] = @p0)
and [blocks] > @p1;select @@rowcount
