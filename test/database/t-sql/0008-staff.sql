CREATE TABLE [staff_user] ([id] nvarchar(36) not null,
  [subject_hash] nvarchar(64) not null,
  [name] nvarchar(200) not null,
  [first_seen_at] datetime2 not null,
  [last_log_in_at] datetime2,
  CONSTRAINT [staff_user_pkey] PRIMARY KEY ([id]))

CREATE UNIQUE INDEX [staff_user_subject_hash_unique] ON [staff_user] ([subject_hash]) WHERE [subject_hash] IS NOT NULL

CREATE TABLE [staff_log_in_attempt] ([state_hash] nvarchar(64) not null,
  [secret_hash] nvarchar(64) not null,
  [nonce] nvarchar(100) not null,
  [code_verifier] nvarchar(128) not null,
  [return_to] nvarchar(500) not null,
  [expires_at] datetime2 not null,
  [used_at] datetime2,
  CONSTRAINT [staff_log_in_attempt_pkey] PRIMARY KEY ([state_hash]))

CREATE INDEX [staff_log_in_attempt_expires_at_index] ON [staff_log_in_attempt] ([expires_at])
