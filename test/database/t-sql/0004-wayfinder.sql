CREATE TABLE [reporting_event] ([id] bigint identity(1,1) not null primary key,
  [at] datetime2 not null,
  [kind] nvarchar(40) not null,
  [state] nvarchar(20) not null CONSTRAINT [reporting_event_state_default] DEFAULT 'waiting',
  [settled_at] datetime2,
  [patient_id] nvarchar(36),
  [nhs_number] nvarchar(10),
  [appointment_id] nvarchar(36),
  [session_id] nvarchar(36),
  [trust_ods_code] nvarchar(6),
  [treatment_function_code] nvarchar(3),
  [once_key] nvarchar(36),
  [details] nvarchar(max) not null,
  constraint reporting_event_state check (state in ('waiting', 'sent', 'refused', 'not-for-wayfinder')))

CREATE INDEX [reporting_event_at_index] ON [reporting_event] ([at])

CREATE INDEX [reporting_event_patient_id_index] ON [reporting_event] ([patient_id])

create index reporting_event_waiting on reporting_event (id)
where state = 'waiting'

create index reporting_event_refused on reporting_event (id)
where state = 'refused'

create unique index reporting_event_once on reporting_event (once_key)
where once_key is not null

CREATE TABLE [reported_appointment] ([appointment_id] nvarchar(36) not null,
  [version] int not null,
  [status] nvarchar(10) not null,
  CONSTRAINT [reported_appointment_pkey] PRIMARY KEY ([appointment_id]))

CREATE TABLE [told_record] ([patient_id] nvarchar(36) not null,
  [kind] nvarchar(20) not null,
  [first_told_at] datetime2,
  [last_told_at] datetime2,
  [refused_at] datetime2,
  CONSTRAINT [told_record_pkey] PRIMARY KEY ([patient_id],
  [kind]))

create index told_record_refused on told_record (refused_at)
where refused_at is not null

CREATE TABLE [resend_records] ([kind] nvarchar(20) not null,
  [asked_at] datetime2 not null,
  CONSTRAINT [resend_records_pkey] PRIMARY KEY ([kind]))

CREATE TABLE [turn] ([name] nvarchar(40) not null,
  [holder] nvarchar(36),
  [until] datetime2 not null,
  [failing_since] datetime2,
  CONSTRAINT [turn_pkey] PRIMARY KEY ([name]))
