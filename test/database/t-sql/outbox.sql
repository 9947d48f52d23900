-- tell

insert into [outbox_event] ([appointment_id],
  [created_at],
  [id],
  [kind],
  [not_before],
  [version])
values (@p0, @p1, @p2, @p3, @p4, @p5)

-- outboxState

select top (@p0) min([created_at]) as [oldest], count([id]) as [total]
from [outbox_event]
where [sent_at] is null
and [set_aside_at] is null

select top (@p0) count([id]) as [total]
from [outbox_event]
where [set_aside_at] is not null
