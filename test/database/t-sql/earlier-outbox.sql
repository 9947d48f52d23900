-- adoptEarlierEvents

select top (@p0) *
from [outbox_event]
where ([sent_at] is null
and ([leased_until] is null or [leased_until] <= @p1))
order by [created_at] asc,
  [id] asc

begin transaction

insert into [outbox] ([id],
  [kind],
  [subject_type],
  [subject_id],
  [subject_version],
  [created_at],
  [not_before],
  [attempts],
  [set_aside_at])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)

update [outbox_event] set [sent_at] = @p0,
  [set_aside_at] = @p1
where [id] in (@p2);select @@rowcount

commit
