CREATE TABLE [trust] ([ods_code] nvarchar(6) not null,
  [name] nvarchar(200) not null,
  [phone] nvarchar(30) not null,
  [open_days] nvarchar(7) not null,
  [opens_at] nvarchar(5) not null,
  [closes_at] nvarchar(5) not null,
  [cancel_how] nvarchar(10) not null,
  [reschedule_how] nvarchar(10) not null,
  [minimum_notice_hours] int not null,
  [most_changes] int not null,
  [promise_working_hours] int not null,
  CONSTRAINT [trust_pkey] PRIMARY KEY ([ods_code]),
  constraint trust_cancel_how check (cancel_how in ('at-once', 'request', 'phone')),
  constraint trust_reschedule_how check (reschedule_how in ('at-once', 'request', 'phone')),
  constraint trust_limits check (minimum_notice_hours >= 0
and most_changes >= 0),
  constraint trust_promise check (promise_working_hours between 1
and 1000))

CREATE TABLE [site] ([ods_code] nvarchar(9) not null,
  [trust_ods_code] nvarchar(6) not null,
  [name] nvarchar(200) not null,
  [address] nvarchar(400) not null,
  CONSTRAINT [site_pkey] PRIMARY KEY ([ods_code]),
  CONSTRAINT [site_trust_ods_code_foreign] FOREIGN KEY ([trust_ods_code]) REFERENCES [trust] ([ods_code]))

CREATE TABLE [clinic] ([id] nvarchar(36) not null,
  [trust_ods_code] nvarchar(6) not null,
  [pas_id] nvarchar(50) not null,
  [patient_facing_name] nvarchar(200) not null,
  [treatment_function_code] nvarchar(3) not null,
  [preparation] nvarchar(1000),
  [phone] nvarchar(30),
  [open_days] nvarchar(7),
  [opens_at] nvarchar(5),
  [closes_at] nvarchar(5),
  [cancel_how] nvarchar(10),
  [reschedule_how] nvarchar(10),
  [minimum_notice_hours] int,
  [most_changes] int,
  [promise_working_hours] int,
  CONSTRAINT [clinic_pkey] PRIMARY KEY ([id]),
  CONSTRAINT [clinic_trust_ods_code_foreign] FOREIGN KEY ([trust_ods_code]) REFERENCES [trust] ([ods_code]),
  constraint clinic_cancel_how check (cancel_how in ('at-once', 'request', 'phone')),
  constraint clinic_reschedule_how check (reschedule_how in ('at-once', 'request', 'phone')),
  constraint clinic_limits check (minimum_notice_hours >= 0
and most_changes >= 0),
  constraint clinic_promise check (promise_working_hours between 1
and 1000))

CREATE UNIQUE INDEX [clinic_trust_ods_code_pas_id_unique] ON [clinic] ([trust_ods_code],
  [pas_id]) WHERE [trust_ods_code] IS NOT NULL AND [pas_id] IS NOT NULL

CREATE TABLE [clinician] ([id] nvarchar(36) not null,
  [name] nvarchar(200) not null,
  [role] nvarchar(100) not null,
  CONSTRAINT [clinician_pkey] PRIMARY KEY ([id]))

CREATE TABLE [slot] ([id] nvarchar(36) not null,
  [clinic_id] nvarchar(36) not null,
  [medium] nvarchar(20) not null,
  [site_ods_code] nvarchar(9),
  [place] nvarchar(200),
  [clinician_id] nvarchar(36),
  [starts_at] datetime2 not null,
  [ends_at] datetime2 not null,
  [capacity] int not null,
  [booked] int not null CONSTRAINT [slot_booked_default] DEFAULT '0',
  [version] int not null CONSTRAINT [slot_version_default] DEFAULT '1',
  CONSTRAINT [slot_pkey] PRIMARY KEY ([id]),
  CONSTRAINT [slot_clinic_id_foreign] FOREIGN KEY ([clinic_id]) REFERENCES [clinic] ([id]),
  CONSTRAINT [slot_site_ods_code_foreign] FOREIGN KEY ([site_ods_code]) REFERENCES [site] ([ods_code]),
  CONSTRAINT [slot_clinician_id_foreign] FOREIGN KEY ([clinician_id]) REFERENCES [clinician] ([id]),
  constraint slot_ends_after_it_starts check (ends_at > starts_at),
  constraint slot_within_capacity check (booked >= 0
and booked <= capacity),
  constraint slot_medium check (medium in ('FACE_TO_FACE', 'TELEPHONE', 'VIDEO_CONSULTATION')))

CREATE INDEX [slot_clinic_id_starts_at_index] ON [slot] ([clinic_id],
  [starts_at])

CREATE TABLE [patient] ([id] nvarchar(36) not null,
  [nhs_number] nvarchar(10) not null,
  [nhs_number_status] nvarchar(2) not null,
  [local_patient_id] nvarchar(20) not null,
  [given_name] nvarchar(200) not null,
  [family_name] nvarchar(200) not null,
  [birth_date] nvarchar(10) not null,
  [portal_access] bit not null CONSTRAINT [patient_portal_access_default] DEFAULT '1',
  [sensitive] bit not null CONSTRAINT [patient_sensitive_default] DEFAULT '0',
  [version] int not null CONSTRAINT [patient_version_default] DEFAULT '1',
  CONSTRAINT [patient_pkey] PRIMARY KEY ([id]))

CREATE UNIQUE INDEX [patient_nhs_number_unique] ON [patient] ([nhs_number]) WHERE [nhs_number] IS NOT NULL

CREATE TABLE [appointment] ([id] nvarchar(36) not null,
  [pas_id] nvarchar(50) not null,
  [patient_id] nvarchar(36) not null,
  [clinic_id] nvarchar(36) not null,
  [slot_id] nvarchar(36),
  [medium] nvarchar(20) not null,
  [site_ods_code] nvarchar(9),
  [place] nvarchar(200),
  [clinician_id] nvarchar(36),
  [starts_at] datetime2 not null,
  [ends_at] datetime2 not null,
  [title] nvarchar(200) not null,
  [encounter_class] nvarchar(10) not null CONSTRAINT [appointment_encounter_class_default] DEFAULT 'outpatient',
  [priority] nvarchar(15) not null CONSTRAINT [appointment_priority_default] DEFAULT 'ROUTINE',
  [first_attendance] nvarchar(1),
  [status] nvarchar(10) not null CONSTRAINT [appointment_status_default] DEFAULT 'booked',
  [attended] nvarchar(1) not null CONSTRAINT [appointment_attended_default] DEFAULT '0',
  [cancelled_at] datetime2,
  [cancelled_by] nvarchar(10),
  [cancellation_reason] nvarchar(40),
  [moved_to_id] nvarchar(36),
  [changes_made] int not null CONSTRAINT [appointment_changes_made_default] DEFAULT '0',
  [hidden] bit not null CONSTRAINT [appointment_hidden_default] DEFAULT '0',
  [holding] bit not null CONSTRAINT [appointment_holding_default] DEFAULT '0',
  [ubrn] nvarchar(12),
  [pathway_id] nvarchar(20),
  [pathway_issuer] nvarchar(5),
  [version] int not null CONSTRAINT [appointment_version_default] DEFAULT '1',
  CONSTRAINT [appointment_pkey] PRIMARY KEY ([id]),
  CONSTRAINT [appointment_patient_id_foreign] FOREIGN KEY ([patient_id]) REFERENCES [patient] ([id]),
  CONSTRAINT [appointment_clinic_id_foreign] FOREIGN KEY ([clinic_id]) REFERENCES [clinic] ([id]),
  CONSTRAINT [appointment_slot_id_foreign] FOREIGN KEY ([slot_id]) REFERENCES [slot] ([id]),
  CONSTRAINT [appointment_site_ods_code_foreign] FOREIGN KEY ([site_ods_code]) REFERENCES [site] ([ods_code]),
  CONSTRAINT [appointment_clinician_id_foreign] FOREIGN KEY ([clinician_id]) REFERENCES [clinician] ([id]),
  CONSTRAINT [appointment_moved_to_id_foreign] FOREIGN KEY ([moved_to_id]) REFERENCES [appointment] ([id]),
  constraint appointment_ends_after_it_starts check (ends_at > starts_at),
  constraint appointment_medium check (medium in ('FACE_TO_FACE', 'TELEPHONE', 'VIDEO_CONSULTATION')),
  constraint appointment_encounter_class check (encounter_class in ('outpatient', 'inpatient', 'daycase')),
  constraint appointment_priority check (priority in ('ROUTINE', 'URGENT', 'TWO_WEEK_WAIT')),
  constraint appointment_status check (status in ('booked', 'fulfilled', 'cancelled', 'noshow')),
  constraint appointment_cancelled_by check (cancelled_by in ('patient', 'hospital')),
  constraint appointment_cancelled_by_someone check ((status = 'cancelled'
and cancelled_at is not null
and cancelled_by is not null) or (status <> 'cancelled'
and cancelled_at is null)),
  constraint appointment_not_moved_to_itself check (moved_to_id <> id))

CREATE INDEX [appointment_patient_id_starts_at_index] ON [appointment] ([patient_id],
  [starts_at])

CREATE INDEX [appointment_clinic_id_starts_at_index] ON [appointment] ([clinic_id],
  [starts_at])

create unique index appointment_one_booking_per_slot on appointment (slot_id, patient_id)
where status = 'booked'
and slot_id is not null

CREATE TABLE [change_request] ([id] nvarchar(36) not null,
  [appointment_id] nvarchar(36) not null,
  [kind] nvarchar(10) not null,
  [status] nvarchar(10) not null CONSTRAINT [change_request_status_default] DEFAULT 'open',
  [reason] nvarchar(40) not null,
  [preferred_days] nvarchar(60),
  [preferred_times] nvarchar(60),
  [dates_to_avoid] nvarchar(1000),
  [requested_at] datetime2 not null,
  [promised_by] datetime2 not null,
  [decided_at] datetime2,
  [version] int not null CONSTRAINT [change_request_version_default] DEFAULT '1',
  CONSTRAINT [change_request_pkey] PRIMARY KEY ([id]),
  CONSTRAINT [change_request_appointment_id_foreign] FOREIGN KEY ([appointment_id]) REFERENCES [appointment] ([id]),
  constraint change_request_kind check (kind in ('cancel', 'reschedule')),
  constraint change_request_status check (status in ('open', 'done', 'declined')),
  constraint change_request_decided_once check ((status = 'open'
and decided_at is null) or (status <> 'open'
and decided_at is not null)))

CREATE INDEX [change_request_status_promised_by_index] ON [change_request] ([status],
  [promised_by])

CREATE INDEX [change_request_appointment_id_index] ON [change_request] ([appointment_id])

create unique index change_request_one_open on change_request (appointment_id)
where status = 'open'

CREATE TABLE [visibility_rule] ([id] nvarchar(36) not null,
  [trust_ods_code] nvarchar(6) not null,
  [clinic_id] nvarchar(36),
  [treatment_function_code] nvarchar(3),
  CONSTRAINT [visibility_rule_pkey] PRIMARY KEY ([id]),
  CONSTRAINT [visibility_rule_trust_ods_code_foreign] FOREIGN KEY ([trust_ods_code]) REFERENCES [trust] ([ods_code]),
  CONSTRAINT [visibility_rule_clinic_id_foreign] FOREIGN KEY ([clinic_id]) REFERENCES [clinic] ([id]),
  constraint visibility_rule_hides_one_thing check ((clinic_id is null
and treatment_function_code is not null) or (clinic_id is not null
and treatment_function_code is null)))

CREATE TABLE [audit_entry] ([id] bigint identity(1,1) not null primary key,
  [at] datetime2 not null,
  [actor] nvarchar(50) not null,
  [patient_id] nvarchar(36) not null,
  [action] nvarchar(50) not null,
  [appointment_id] nvarchar(36) not null,
  [version] int not null,
  CONSTRAINT [audit_entry_patient_id_foreign] FOREIGN KEY ([patient_id]) REFERENCES [patient] ([id]),
  CONSTRAINT [audit_entry_appointment_id_foreign] FOREIGN KEY ([appointment_id]) REFERENCES [appointment] ([id]))

CREATE INDEX [audit_entry_patient_id_at_index] ON [audit_entry] ([patient_id],
  [at])

CREATE TABLE [outbox_event] ([id] nvarchar(36) not null,
  [kind] nvarchar(50) not null,
  [appointment_id] nvarchar(36) not null,
  [version] int not null,
  [created_at] datetime2 not null,
  [not_before] datetime2 not null,
  [attempts] int not null CONSTRAINT [outbox_event_attempts_default] DEFAULT '0',
  [sent_at] datetime2,
  CONSTRAINT [outbox_event_pkey] PRIMARY KEY ([id]),
  CONSTRAINT [outbox_event_appointment_id_foreign] FOREIGN KEY ([appointment_id]) REFERENCES [appointment] ([id]))

CREATE UNIQUE INDEX [outbox_event_appointment_id_version_kind_unique] ON [outbox_event] ([appointment_id],
  [version],
  [kind]) WHERE [appointment_id] IS NOT NULL AND [version] IS NOT NULL AND [kind] IS NOT NULL

CREATE TABLE [accepted_change] ([idempotency_key] nvarchar(64) not null,
  [payload_hash] nvarchar(64) not null,
  [outcome] nvarchar(300) not null,
  [accepted_at] datetime2 not null,
  CONSTRAINT [accepted_change_pkey] PRIMARY KEY ([idempotency_key]))

CREATE INDEX [accepted_change_accepted_at_index] ON [accepted_change] ([accepted_at])

CREATE TABLE [used_once] ([value_hash] nvarchar(64) not null,
  [expires_at] datetime2 not null,
  CONSTRAINT [used_once_pkey] PRIMARY KEY ([value_hash]))

CREATE INDEX [used_once_expires_at_index] ON [used_once] ([expires_at])

CREATE TABLE [session] ([id_hash] nvarchar(64) not null,
  [data] nvarchar(max) not null,
  [expires_at] datetime2 not null,
  CONSTRAINT [session_pkey] PRIMARY KEY ([id_hash]))

CREATE INDEX [session_expires_at_index] ON [session] ([expires_at])
