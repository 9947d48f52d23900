CREATE TABLE [task] ([id] nvarchar(36) not null,
  [trust_ods_code] nvarchar(6) not null,
  [patient_id] nvarchar(36) not null,
  [kind] nvarchar(40) not null,
  [appointment_id] nvarchar(36),
  [status] nvarchar(10) not null CONSTRAINT [task_status_default] DEFAULT 'open',
  [outcome] nvarchar(40),
  [reply] nvarchar(1000),
  [opened_at] datetime2 not null,
  [promised_by] datetime2 not null,
  [closed_at] datetime2,
  [closed_by] nvarchar(100),
  [claimed_by] nvarchar(100),
  [claimed_at] datetime2,
  [claimed_until] datetime2,
  [version] int not null CONSTRAINT [task_version_default] DEFAULT '1',
  CONSTRAINT [task_pkey] PRIMARY KEY ([id]),
  constraint task_status check (status in ('open', 'closed', 'withdrawn')),
  constraint task_closed_once check ((status = 'open'
and closed_at is null) or (status <> 'open'
and closed_at is not null)),
  constraint task_closed_with_outcome check ((status = 'closed'
and outcome is not null) or (status <> 'closed'
and outcome is null)),
  constraint task_claimed_until check ((claimed_by is null
and claimed_at is null
and claimed_until is null) or (claimed_by is not null
and claimed_at is not null
and claimed_until is not null)))

CREATE INDEX [task_patient_id_kind_opened_at_index] ON [task] ([patient_id],
  [kind],
  [opened_at])

create index task_open_of_trust on task (trust_ods_code, promised_by, id)
where status = 'open'

create index task_closed_of_trust on task (trust_ods_code, closed_at, id)
where status <> 'open'

CREATE TABLE [task_event] ([task_id] nvarchar(36) not null,
  [version] int not null,
  [at] datetime2 not null,
  [event] nvarchar(20) not null,
  [actor] nvarchar(20) not null,
  [actor_id] nvarchar(100),
  [role] nvarchar(100),
  [note] nvarchar(1000),
  CONSTRAINT [task_event_pkey] PRIMARY KEY ([task_id],
  [version]))

CREATE TABLE [contact_request] ([task_id] nvarchar(36) not null,
  [about] nvarchar(40) not null,
  [words] nvarchar(1000) not null,
  [answer_by] nvarchar(20) not null,
  [answer_to] nvarchar(600) not null,
  [suits] nvarchar(20),
  CONSTRAINT [contact_request_pkey] PRIMARY KEY ([task_id]),
  constraint contact_request_answer_by check (answer_by in ('text', 'email', 'letter', 'relay')))
