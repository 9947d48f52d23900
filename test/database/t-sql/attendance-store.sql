-- countAttendance

select [month_index],
  [status],
  [late], count(*) as total
from (select case when starts_at < @p0 then @p1 when starts_at < @p2 then @p3 when starts_at < @p4 then @p5 when starts_at < @p6 then @p7 when starts_at < @p8 then @p9 when starts_at < @p10 then @p11 when starts_at < @p12 then @p13 when starts_at < @p14 then @p15 when starts_at < @p16 then @p17 when starts_at < @p18 then @p19 when starts_at < @p20 then @p21 when starts_at < @p22 then @p23 when starts_at < @p24 then @p25 end as month_index,
  [appointment].[status], case when cancelled_by = 'patient'
and moved_to_id is null
and cancelled_at > dateadd(hour, @p26,
  [starts_at]) then 1 else 0 end as late
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where [clinic].[trust_ods_code] = @p27
and [appointment].[starts_at] >= @p28
and [appointment].[starts_at] < @p29
and [appointment].[holding] = @p30) as [each_appointment] group by [month_index],
  [status],
  [late]
