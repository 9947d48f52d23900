-- _upsert

update [rate_limit] set [points] = points + @p0 output inserted.[points],
  inserted.[expires_at]
where [limit_key] = @p1
and [expires_at] > @p2

update [rate_limit] set [points] = @p0,
  [expires_at] = @p1 output inserted.[points],
  inserted.[expires_at]
where [limit_key] = @p2
and [expires_at] <= @p3

insert into [rate_limit] ([expires_at],
  [limit_key],
  [points])
values (@p0, @p1, @p2)
