CREATE TABLE [log_in_attempt] ([state_hash] nvarchar(64) not null,
  [secret_hash] nvarchar(64) not null,
  [nonce] nvarchar(100) not null,
  [code_verifier] nvarchar(128) not null,
  [return_to] nvarchar(500) not null,
  [inside_nhs_app] bit not null,
  [by_link] bit not null,
  [jump_off] nvarchar(500),
  [expires_at] datetime2 not null,
  [used_at] datetime2,
  CONSTRAINT [log_in_attempt_pkey] PRIMARY KEY ([state_hash]))

CREATE INDEX [log_in_attempt_expires_at_index] ON [log_in_attempt] ([expires_at])

CREATE TABLE [draft] ([id] nvarchar(36) not null,
  [person_id] nvarchar(36) not null,
  [patient_id] nvarchar(36) not null,
  [journey] nvarchar(40) not null,
  [subject_type] nvarchar(40) not null,
  [subject_id] nvarchar(100) not null,
  [answers] nvarchar(max) not null,
  [saved_at] datetime2 not null,
  CONSTRAINT [draft_pkey] PRIMARY KEY ([id]))

CREATE INDEX [draft_saved_at_index] ON [draft] ([saved_at])

CREATE UNIQUE INDEX [draft_person_id_patient_id_journey_subject_type_subject_id_unique] ON [draft] ([person_id],
  [patient_id],
  [journey],
  [subject_type],
  [subject_id]) WHERE [person_id] IS NOT NULL AND [patient_id] IS NOT NULL AND [journey] IS NOT NULL AND [subject_type] IS NOT NULL AND [subject_id] IS NOT NULL
