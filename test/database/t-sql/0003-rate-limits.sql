CREATE TABLE [rate_limit] ([limit_key] nvarchar(100) not null,
  [points] int not null,
  [expires_at] datetime2 not null,
  CONSTRAINT [rate_limit_pkey] PRIMARY KEY ([limit_key]))

CREATE INDEX [rate_limit_expires_at_index] ON [rate_limit] ([expires_at])
