ALTER TABLE [audit_log] ADD [actor_id] nvarchar(100),
  [subject_type] nvarchar(40),
  [subject_id] nvarchar(100),
  [format] int

CREATE INDEX [audit_log_subject_id_at_index] ON [audit_log] ([subject_id],
  [at])

CREATE TABLE [outbox] ([id] nvarchar(36) not null,
  [kind] nvarchar(50) not null,
  [subject_type] nvarchar(40) not null,
  [subject_id] nvarchar(100) not null,
  [subject_version] int not null,
  [created_at] datetime2 not null,
  [not_before] datetime2 not null,
  [attempts] int not null CONSTRAINT [outbox_attempts_default] DEFAULT '0',
  [lease_id] nvarchar(36),
  [leased_until] datetime2,
  [sent_at] datetime2,
  [set_aside_at] datetime2,
  CONSTRAINT [outbox_pkey] PRIMARY KEY ([id]))

CREATE UNIQUE INDEX [outbox_subject_type_subject_id_subject_version_kind_unique] ON [outbox] ([subject_type],
  [subject_id],
  [subject_version],
  [kind]) WHERE [subject_type] IS NOT NULL AND [subject_id] IS NOT NULL AND [subject_version] IS NOT NULL AND [kind] IS NOT NULL

create index outbox_unsent on outbox (created_at)
where sent_at is null
and set_aside_at is null

create index outbox_sent on outbox (sent_at)
where sent_at is not null

create index outbox_set_aside on outbox (set_aside_at)
where set_aside_at is not null
