CREATE INDEX [patient_name] ON [patient] ([family_name],
  [given_name],
  [id])

create index patient_barred on patient (family_name, given_name, id)
where portal_access = 0

CREATE TABLE [patient_search] ([id] nvarchar(36) not null,
  [staff_user_id] nvarchar(36) not null,
  [trust_ods_code] nvarchar(6) not null,
  [terms] nvarchar(1000) not null,
  [searched_at] datetime2 not null,
  CONSTRAINT [patient_search_pkey] PRIMARY KEY ([id]))

CREATE INDEX [patient_search_searched_at_index] ON [patient_search] ([searched_at])

CREATE TABLE [patient_event] ([patient_id] nvarchar(36) not null,
  [place] int not null,
  [trust_ods_code] nvarchar(6) not null,
  [at] datetime2 not null,
  [event] nvarchar(20) not null,
  [staff_user_id] nvarchar(36) not null,
  [role] nvarchar(100) not null,
  [note] nvarchar(1000),
  [appointment_id] nvarchar(36),
  CONSTRAINT [patient_event_pkey] PRIMARY KEY ([patient_id],
  [place]))
