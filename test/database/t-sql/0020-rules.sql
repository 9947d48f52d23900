CREATE TABLE [trust_rule] ([id] nvarchar(36) not null,
  [trust_ods_code] nvarchar(6) not null,
  [event] nvarchar(20) not null,
  [version] int not null CONSTRAINT [trust_rule_version_default] DEFAULT '1',
  [on_since] datetime2,
  [added_at] datetime2 not null,
  CONSTRAINT [trust_rule_pkey] PRIMARY KEY ([id]),
  constraint trust_rule_event check (event in ('asked-to-cancel', 'asked-to-move', 'booked', 'cancelled')))

CREATE INDEX [trust_rule_trust_ods_code_event_index] ON [trust_rule] ([trust_ods_code],
  [event])

CREATE TABLE [trust_rule_version] ([rule_id] nvarchar(36) not null,
  [version] int not null,
  [at] datetime2 not null,
  [change] nvarchar(20) not null,
  [staff_user_id] nvarchar(100) not null,
  [role] nvarchar(100) not null,
  [content] nvarchar(max) not null,
  CONSTRAINT [trust_rule_version_pkey] PRIMARY KEY ([rule_id],
  [version]))

CREATE TABLE [trust_rule_run] ([rule_id] nvarchar(36) not null,
  [event_id] nvarchar(36) not null,
  [version] int not null,
  [at] datetime2 not null,
  CONSTRAINT [trust_rule_run_pkey] PRIMARY KEY ([rule_id],
  [event_id]))

CREATE INDEX [trust_rule_run_event_id_index] ON [trust_rule_run] ([event_id])

CREATE INDEX [trust_rule_run_at_index] ON [trust_rule_run] ([at])

CREATE INDEX [task_opened_of_trust] ON [task] ([trust_ods_code],
  [kind],
  [opened_at])
