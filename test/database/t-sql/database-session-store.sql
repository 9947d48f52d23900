-- get

select top (@p0) [data],
  [expires_at]
from [session]
where [id_hash] = @p1

-- set

update [session] set [data] = @p0,
  [expires_at] = @p1
where [id_hash] = @p2
and not [data] = @p3;select @@rowcount

-- touch

update [session] set [expires_at] = @p0
where [id_hash] = @p1
and not [data] = @p2;select @@rowcount

-- destroy

update [session] set [data] = @p0,
  [expires_at] = @p1
where [id_hash] = @p2
and not [data] = @p3;select @@rowcount

-- timeLeft

select top (@p0) [expires_at]
from [session]
where [id_hash] = @p1
and not [data] = @p2
