-- requestBalance

select [status], count(*) as total
from [change_request] group by [status]

select top (@p0) count(*) as [total]
from [change_request]
inner join [request_event] on [request_event].[request_id] = [change_request].[id]
where change_request.status = 'open'
and [request_event].[event] in (@p1, @p2, @p3, @p4)

select top (@p0) count(*) as [total]
from [change_request]
inner join [request_event] on [request_event].[request_id] = [change_request].[id]
where [change_request].[trust_ods_code] in (select [ods_code]
from [trust])
and [change_request].[status] in (@p1, @p2, @p3, @p4)
and [change_request].[decided_at] >= @p5
and [request_event].[event] in (@p6, @p7, @p8, @p9)
and request_event.event <> change_request.status

select top (@p0) count(*) as [total]
from (select [request_event].[request_id]
from [change_request]
inner join [request_event] on [request_event].[request_id] = [change_request].[id]
where [change_request].[trust_ods_code] in (select [ods_code]
from [trust])
and [change_request].[status] in (@p1, @p2, @p3, @p4)
and [change_request].[decided_at] >= @p5
and [request_event].[event] in (@p6, @p7, @p8, @p9) group by [request_event].[request_id] having count(*) > 1) as [twice]

select top (@p0) count(*) as [total]
from [change_request]
inner join [appointment] on [appointment].[id] = [change_request].[appointment_id]
where [change_request].[trust_ods_code] in (select [ods_code]
from [trust])
and [change_request].[status] in (@p1, @p2, @p3, @p4)
and [change_request].[decided_at] >= @p5
and [change_request].[status] = @p6
and [appointment].[status] = @p7
and [change_request].[decided_by] is not null
