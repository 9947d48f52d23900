-- acquireLease

update [turn] set [holder] = @p0,
  [until] = @p1
where [name] = @p2
and ([until] <= @p3 or [holder] = @p4);select @@rowcount

-- releaseLease

update [turn] set [holder] = @p0,
  [until] = @p1
where [name] = @p2
and [holder] = @p3;select @@rowcount

-- recordJobHealth

update [turn] set [failing_since] = @p0
where [name] = @p1
and [failing_since] is not null;select @@rowcount

update [turn] set [failing_since] = @p0
where [name] = @p1
and [failing_since] is null;select @@rowcount

-- failingSeconds

select [name],
  [failing_since]
from [turn]
