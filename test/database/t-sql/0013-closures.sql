ALTER TABLE [slot] ADD [blocks] int not null CONSTRAINT [slot_blocks_default] DEFAULT '0'

CREATE TABLE [closure] ([id] nvarchar(36) not null,
  [trust_ods_code] nvarchar(6) not null,
  [clinic_id] nvarchar(36),
  [clinician_id] nvarchar(36),
  [starts_at] datetime2 not null,
  [ends_at] datetime2 not null,
  [whole] bit not null,
  [reason] nvarchar(400) not null,
  [intended] nvarchar(36) not null,
  [closed_at] datetime2 not null,
  [closed_by] nvarchar(100) not null,
  [closed_role] nvarchar(100) not null,
  [reopened_at] datetime2,
  [reopened_by] nvarchar(100),
  [version] int not null CONSTRAINT [closure_version_default] DEFAULT '1',
  CONSTRAINT [closure_pkey] PRIMARY KEY ([id]),
  constraint closure_of_clinic_or_clinician check ((clinic_id is null
and clinician_id is not null) or (clinic_id is not null
and clinician_id is null)),
  constraint closure_ends_after_it_starts check (ends_at > starts_at))

CREATE INDEX [closure_trust_ods_code_ends_at_index] ON [closure] ([trust_ods_code],
  [ends_at])

create index closure_in_force on closure (ends_at)
where reopened_at is null

CREATE TABLE [closed_slot] ([closure_id] nvarchar(36) not null,
  [slot_id] nvarchar(36) not null,
  CONSTRAINT [closed_slot_pkey] PRIMARY KEY ([closure_id],
  [slot_id]))

CREATE INDEX [closed_slot_slot_id_index] ON [closed_slot] ([slot_id])

CREATE TABLE [closed_appointment] ([closure_id] nvarchar(36) not null,
  [appointment_id] nvarchar(36) not null,
  [intended] nvarchar(36) not null,
  [outcome] nvarchar(20),
  [done_at] datetime2,
  CONSTRAINT [closed_appointment_pkey] PRIMARY KEY ([closure_id],
  [appointment_id]))
