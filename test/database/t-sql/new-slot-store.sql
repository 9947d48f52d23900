-- listTimes

select [starts_at],
  [ends_at]
from [slot]
where [clinic_id] = @p0
and [starts_at] < @p1
and [ends_at] > @p2

-- findPlace

select top (@p0) [place],
  [site_ods_code]
from [slot]
where [clinic_id] = @p1
and [medium] = @p2
order by [starts_at] desc

-- addSlots

insert into [slot] ([id],
  [clinic_id],
  [medium],
  [site_ods_code],
  [place],
  [starts_at],
  [ends_at],
  [capacity])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
