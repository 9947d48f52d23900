-- noteReceipt

update [letter] set [seen_at] = coalesce(seen_at, @p0),
  [version] = version + 1
where [id] = @p1
and [patient_id] = @p2
and [seen_at] is null;select @@rowcount

select top (@p0) [version]
from [letter]
where [id] = @p1

update [letter] set [seen_at] = coalesce(seen_at, @p0),
  [read_at] = @p1,
  [post_after] = case when post_always = 0
and to_post_at is null then null else post_after end,
  [version] = version + 1
where [id] = @p2
and [patient_id] = @p3
and [read_at] is null;select @@rowcount

select top (@p0) [version]
from [letter]
where [id] = @p1
