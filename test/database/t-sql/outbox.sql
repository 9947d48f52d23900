-- addToOutbox

insert into [outbox] ([created_at],
  [id],
  [kind],
  [not_before],
  [subject_id],
  [subject_type],
  [subject_version])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6)

-- outboxState

select top (@p0) min([created_at]) as [oldest], count([id]) as [total]
from [outbox]
where [sent_at] is null
and [set_aside_at] is null

select top (@p0) count([id]) as [total]
from [outbox]
where [set_aside_at] is not null
