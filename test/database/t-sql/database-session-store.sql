-- get

select top (@p0) [data],
  [expires_at]
from [session]
where [id_hash] = @p1

-- set

update [session] set [data] = @p0,
  [expires_at] = @p1,
  [owner_hash] = @p2
where [id_hash] = @p3
and not [data] = @p4;select @@rowcount

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

-- sessionsOf

select [data]
from [session]
where [owner_hash] = @p0
and not [data] = @p1
and [expires_at] > @p2

-- endSessionsOf

update [session] set [data] = @p0,
  [expires_at] = @p1
where [owner_hash] = @p2
and not [data] = @p3
and not [id_hash] = @p4;select @@rowcount
