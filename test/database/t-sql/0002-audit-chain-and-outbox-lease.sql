CREATE TABLE [audit_log] ([patient_id] nvarchar(36) not null,
  [place] int not null,
  [at] datetime2 not null,
  [actor] nvarchar(50) not null,
  [action] nvarchar(50) not null,
  [appointment_id] nvarchar(36),
  [version] int,
  [previous_hash] nvarchar(64) not null,
  [hash] nvarchar(64) not null,
  CONSTRAINT [audit_log_pkey] PRIMARY KEY ([patient_id],
  [place]))

CREATE INDEX [audit_log_appointment_id_at_index] ON [audit_log] ([appointment_id],
  [at])

CREATE TABLE [audit_head] ([patient_id] nvarchar(36) not null,
  [entries] int not null,
  [hash] nvarchar(64) not null,
  [earlier] int not null,
  CONSTRAINT [audit_head_pkey] PRIMARY KEY ([patient_id]))

ALTER TABLE [outbox_event] ADD [lease_id] nvarchar(36)

ALTER TABLE [outbox_event] ADD [leased_until] datetime2

ALTER TABLE [outbox_event] ADD [set_aside_at] datetime2

create index outbox_event_unsent on outbox_event (created_at)
where sent_at is null
and set_aside_at is null

create index outbox_event_sent on outbox_event (sent_at)
where sent_at is not null

create index outbox_event_set_aside on outbox_event (set_aside_at)
where set_aside_at is not null
