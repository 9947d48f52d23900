CREATE INDEX [audit_log_at] ON [audit_log] ([at],
  [patient_id],
  [place])

create index audit_log_of_trust on audit_log (actor_trust, at, patient_id, place)
where actor_trust is not null

CREATE TABLE [stated_reason] ([id] nvarchar(36) not null,
  [patient_id] nvarchar(36) not null,
  [trust_ods_code] nvarchar(6) not null,
  [staff_user_id] nvarchar(36) not null,
  [role] nvarchar(20) not null,
  [reason] nvarchar(40) not null,
  [explanation] nvarchar(1000) not null,
  [stated_at] datetime2 not null,
  [open_until] datetime2 not null,
  [reviewed_at] datetime2,
  [reviewed_by] nvarchar(36),
  [justified] bit,
  [review_note] nvarchar(1000),
  CONSTRAINT [stated_reason_pkey] PRIMARY KEY ([id]),
  constraint stated_reason_reviewed_by_someone check ((reviewed_at is null
and reviewed_by is null
and justified is null) or (reviewed_at is not null
and reviewed_by is not null
and justified is not null)))

CREATE INDEX [stated_reason_patient_id_staff_user_id_open_until_index] ON [stated_reason] ([patient_id],
  [staff_user_id],
  [open_until])

create index stated_reason_to_review on stated_reason (trust_ods_code, stated_at, id)
where reviewed_at is null

create index stated_reason_reviewed on stated_reason (trust_ods_code, reviewed_at, id)
where reviewed_at is not null
