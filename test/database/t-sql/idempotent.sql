-- idempotent

begin transaction

insert into [accepted_change] ([accepted_at],
  [idempotency_key],
  [outcome],
  [payload_hash])
values (@p0, @p1, @p2, @p3)

update [accepted_change] set [outcome] = @p0
where [idempotency_key] = @p1;select @@rowcount

commit

begin transaction

insert into [accepted_change] ([accepted_at],
  [idempotency_key],
  [outcome],
  [payload_hash])
values (@p0, @p1, @p2, @p3)

rollback

select top (@p0) *
from [accepted_change]
where [idempotency_key] = @p1
