-- addRequestEvent

insert into [request_event] ([actor],
  [actor_id],
  [at],
  [event],
  [note],
  [request_id],
  [role],
  [version])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)

-- listRequestEvents

select *
from [request_event]
where [request_id] = @p0
order by [version] asc

-- lastRequestEvent

select top (@p0) *
from [request_event]
where [request_id] = @p1
order by [version] desc
