-- requestBalance

select [status], count(*) as total
from [change_request] group by [status]

select top (@p0) count(*) as [total]
from [request_event]
inner join [change_request] on [change_request].[id] = [request_event].[request_id]
where [request_event].[event] in (@p1, @p2, @p3, @p4)
and request_event.event <> change_request.status

select top (@p0) count(*) as [total]
from (select [request_id]
from [request_event]
where [event] in (@p1, @p2, @p3, @p4) group by [request_id] having count(*) > 1) as [twice]

select top (@p0) count(*) as [total]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
where [change_request].[status] = @p1
and [appointment].[status] = @p2
and [change_request].[decided_by] is not null
