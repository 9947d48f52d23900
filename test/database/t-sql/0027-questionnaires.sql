CREATE TABLE [questionnaire_definition] ([id] nvarchar(36) not null,
  [url] nvarchar(300) not null,
  [version] nvarchar(60) not null,
  [title] nvarchar(200) not null,
  [type] nvarchar(60) not null,
  [trust_ods_code] nvarchar(6),
  [content] nvarchar(max) not null,
  [content_hash] nvarchar(64) not null,
  [imported_at] datetime2 not null,
  [retired_at] datetime2,
  CONSTRAINT [questionnaire_definition_pkey] PRIMARY KEY ([id]))

CREATE UNIQUE INDEX [questionnaire_definition_url_version_unique] ON [questionnaire_definition] ([url],
  [version]) WHERE [url] IS NOT NULL AND [version] IS NOT NULL

CREATE TABLE [questionnaire] ([id] nvarchar(36) not null,
  [trust_ods_code] nvarchar(6) not null,
  [patient_id] nvarchar(36) not null,
  [definition_id] nvarchar(36) not null,
  [appointment_id] nvarchar(36),
  [status] nvarchar(20) not null CONSTRAINT [questionnaire_status_default] DEFAULT 'requested',
  [version] int not null CONSTRAINT [questionnaire_version_default] DEFAULT '1',
  [source] nvarchar(10) not null CONSTRAINT [questionnaire_source_default] DEFAULT 'pas',
  [source_id] nvarchar(100),
  [asked_at] datetime2 not null,
  [available_from] datetime2 not null,
  [expires_at] datetime2,
  [announced_at] datetime2,
  [started_at] datetime2,
  [completed_at] datetime2,
  [completed_by] nvarchar(20),
  [revoked_at] datetime2,
  CONSTRAINT [questionnaire_pkey] PRIMARY KEY ([id]),
  constraint questionnaire_status check (status in ('requested', 'in-progress', 'completed', 'cancelled')),
  constraint questionnaire_source check (source in ('staff', 'rule', 'pas')),
  constraint questionnaire_completed_once check ((status = 'completed'
and completed_at is not null
and completed_by is not null) or (status <> 'completed'
and completed_at is null
and completed_by is null)),
  constraint questionnaire_revoked_once check ((status = 'cancelled'
and revoked_at is not null) or (status <> 'cancelled'
and revoked_at is null)))

CREATE INDEX [questionnaire_patient_id_asked_at_index] ON [questionnaire] ([patient_id],
  [asked_at])

CREATE INDEX [questionnaire_appointment_id_index] ON [questionnaire] ([appointment_id])

create index questionnaire_unannounced on questionnaire (available_from, id)
where announced_at is null

create index questionnaire_to_answer on questionnaire (trust_ods_code, asked_at, id)
where completed_at is null
and revoked_at is null

CREATE TABLE [questionnaire_answers] ([questionnaire_id] nvarchar(36) not null,
  [answers] nvarchar(max) not null,
  [unsent] nvarchar(max),
  [version] int not null,
  [saved_at] datetime2 not null,
  CONSTRAINT [questionnaire_answers_pkey] PRIMARY KEY ([questionnaire_id]))

CREATE INDEX [questionnaire_answers_saved_at_index] ON [questionnaire_answers] ([saved_at])

CREATE TABLE [questionnaire_response] ([questionnaire_id] nvarchar(36) not null,
  [trust_ods_code] nvarchar(6) not null,
  [patient_id] nvarchar(36) not null,
  [content] nvarchar(max) not null,
  [submitted_at] datetime2 not null,
  [flagged] bit not null,
  [flags] nvarchar(max) not null,
  [task_id] nvarchar(36),
  [reviewed_at] datetime2,
  [reviewed_by] nvarchar(100),
  CONSTRAINT [questionnaire_response_pkey] PRIMARY KEY ([questionnaire_id]),
  constraint questionnaire_response_reviewed_once check ((reviewed_at is null
and reviewed_by is null) or (reviewed_at is not null
and reviewed_by is not null)))

CREATE INDEX [questionnaire_response_task_id_index] ON [questionnaire_response] ([task_id])

CREATE INDEX [questionnaire_response_trust_ods_code_submitted_at_index] ON [questionnaire_response] ([trust_ods_code],
  [submitted_at])

create index questionnaire_response_to_review on questionnaire_response (trust_ods_code, flagged, submitted_at)
where reviewed_at is null
