-- listUpcoming

select [appointment].[starts_at],
  [appointment].[priority],
  [appointment].[changes_made]
from [appointment]
left join [change_request] on [change_request].[appointment_id] = [appointment].[id]
and [change_request].[status] = @p0
where [appointment].[clinic_id] = @p1
and [appointment].[starts_at] > @p2
and [appointment].[status] = @p3
and [appointment].[hidden] = @p4
and [appointment].[holding] = @p5
and [change_request].[id] is null
