select top (@p0) [id]
from [outbox_event]
where ([sent_at] is null
and [set_aside_at] is null
and [not_before] <= @p1
and ([leased_until] is null or [leased_until] <= @p2))
and not exists (select [earlier].[id]
from [outbox_event] as [earlier]
where earlier.appointment_id = outbox_event.appointment_id
and earlier.version < outbox_event.version
and [earlier].[sent_at] is null
and [earlier].[set_aside_at] is null)
order by [created_at] asc,
  [id] asc

update [outbox_event] set [lease_id] = @p0,
  [leased_until] = @p1,
  [attempts] = attempts + 1
where [id] in (@p2)
and ([sent_at] is null
and [set_aside_at] is null
and [not_before] <= @p3
and ([leased_until] is null or [leased_until] <= @p4));select @@rowcount

select *
from [outbox_event]
where [id] in (@p0)
and [lease_id] = @p1

update [outbox_event] set [sent_at] = @p0,
  [lease_id] = @p1,
  [leased_until] = @p2
where [id] = @p3
and [lease_id] = @p4;select @@rowcount

update [outbox_event] set [not_before] = @p0,
  [lease_id] = @p1,
  [leased_until] = @p2
where [id] = @p3
and [lease_id] = @p4;select @@rowcount

update [outbox_event] set [set_aside_at] = @p0,
  [lease_id] = @p1,
  [leased_until] = @p2
where [id] = @p3
and [lease_id] = @p4;select @@rowcount

select top (@p0) min([created_at]) as [oldest], count([id]) as [total]
from [outbox_event]
where [sent_at] is null
and [set_aside_at] is null

select top (@p0) count([id]) as [total]
from [outbox_event]
where [set_aside_at] is not null

select top (@p0) count(*) as waiting, count(case when requested_at >= @p1 then 1 end) as within_1, count(case when requested_at >= @p2 then 1 end) as within_3, count(case when requested_at >= @p3 then 1 end) as within_7, count(case when promised_by < @p4 then 1 end) as past_promise
from [change_request]
where [status] = @p5
