select top (@p0) *
from [patient]
where [nhs_number] = @p1

select top (@p0) *
from [patient]
where [id] = @p1

insert into [used_once] ([expires_at],
  [value_hash])
values (@p0, @p1)

select top (@p0) [data],
  [expires_at]
from [session]
where [id_hash] = @p1

update [session] set [data] = @p0,
  [expires_at] = @p1
where [id_hash] = @p2
and not [data] = @p3;select @@rowcount

update [session] set [expires_at] = @p0
where [id_hash] = @p1
and not [data] = @p2;select @@rowcount

update [session] set [data] = @p0
where [id_hash] = @p1
and not [data] = @p2;select @@rowcount

delete
from [session]
where [expires_at] <= @p0;select @@rowcount

delete
from [used_once]
where [expires_at] <= @p0;select @@rowcount

delete
from [rate_limit]
where [expires_at] <= @p0;select @@rowcount

delete
from [accepted_change]
where [accepted_at] <= @p0;select @@rowcount
