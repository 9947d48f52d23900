CREATE TABLE [rate_limit] ([limit_key] nvarchar(100) not null,
  [points] int not null,
  [expires_at] datetime2 not null,
  CONSTRAINT [rate_limit_pkey] PRIMARY KEY ([limit_key]))

CREATE INDEX [rate_limit_expires_at_index] ON [rate_limit] ([expires_at])

update [rate_limit] set [points] = points + @p0 output inserted.[points], inserted.[expires_at]
where [limit_key] = @p1
and [expires_at] > @p2

update [rate_limit] set [points] = @p0,
  [expires_at] = @p1 output inserted.[points], inserted.[expires_at]
where [limit_key] = @p2
and [expires_at] <= @p3

insert into [rate_limit] ([expires_at],
  [limit_key],
  [points])
values (@p0, @p1, @p2)
