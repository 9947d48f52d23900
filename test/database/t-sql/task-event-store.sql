-- addTaskEvent

insert into [task_event] ([actor],
  [actor_id],
  [at],
  [event],
  [note],
  [role],
  [task_id],
  [version])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)

-- listTaskEvents

select *
from [task_event]
where [task_id] = @p0
order by [version] asc
