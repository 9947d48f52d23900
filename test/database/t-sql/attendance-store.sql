-- countAttendance

select [month_index],
  [status],
  [late], count(*) as total
from (select case when starts_at < @p0 then 0 when starts_at < @p1 then 1 when starts_at < @p2 then 2 when starts_at < @p3 then 3 when starts_at < @p4 then 4 when starts_at < @p5 then 5 when starts_at < @p6 then 6 when starts_at < @p7 then 7 when starts_at < @p8 then 8 when starts_at < @p9 then 9 when starts_at < @p10 then 10 when starts_at < @p11 then 11 when starts_at < @p12 then 12 end as month_index,
  [appointment].[status], case when cancelled_by = 'patient'
and moved_to_id is null
and cancelled_at > dateadd(hour, @p13,
  [starts_at]) then 1 else 0 end as late
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where [clinic].[trust_ods_code] = @p14
and [appointment].[starts_at] >= @p15
and [appointment].[starts_at] < @p16
and [appointment].[holding] = @p17) as [each_appointment] group by [month_index],
  [status],
  [late]
