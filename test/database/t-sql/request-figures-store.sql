-- countReceived

select [kind],
  [status], count(*) as total
from [change_request]
where [trust_ods_code] = @p0
and [requested_at] >= @p1
and [requested_at] < @p2
and not [reason] = @p3 group by [kind],
  [status]

-- listAnswered

select [requested_at],
  [promised_by],
  [decided_at]
from [change_request]
where [trust_ods_code] = @p0
and [requested_at] >= @p1
and [requested_at] < @p2
and not [reason] = @p3
and [status] in (@p4, @p5)

-- countWaiting

select [kind], count(*) as total, count(case when promised_by < @p0 then 1 end) as [late], count(case when promised_by < @p1 then 1 end) as [over_one_day], count(case when promised_by < @p2 then 1 end) as [over_one_week]
from [change_request]
where [trust_ods_code] = @p3
and status = 'open' group by [kind]

-- firstRequestAt

select top (@p0) [requested_at]
from [change_request]
where [trust_ods_code] = @p1
and not [reason] = @p2
order by [requested_at] asc
