ALTER TABLE [clinic] ADD [settings_version] int not null CONSTRAINT [clinic_settings_version_default] DEFAULT '1'

CREATE TABLE [clinic_settings_event] ([clinic_id] nvarchar(36) not null,
  [version] int not null,
  [at] datetime2 not null,
  [staff_user_id] nvarchar(100) not null,
  [role] nvarchar(100) not null,
  [was] nvarchar(max) not null,
  [became] nvarchar(max) not null,
  CONSTRAINT [clinic_settings_event_pkey] PRIMARY KEY ([clinic_id],
  [version]))
