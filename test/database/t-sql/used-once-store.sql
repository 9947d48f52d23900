-- claimOnce

insert into [used_once] ([expires_at],
  [value_hash])
values (@p0, @p1)
