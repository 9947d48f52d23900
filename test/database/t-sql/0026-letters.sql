CREATE TABLE [letter] ([id] nvarchar(36) not null,
  [patient_id] nvarchar(36) not null,
  [trust_ods_code] nvarchar(6) not null,
  [source_id] nvarchar(100) not null,
  [appointment_id] nvarchar(36),
  [kind] nvarchar(20) not null,
  [treatment_function_code] nvarchar(3),
  [dated_on] nvarchar(10) not null,
  [embargoed_until] datetime2,
  [imported_at] datetime2 not null,
  [file_id] nvarchar(36) not null,
  [file_size] int not null,
  [file_pages] int,
  [file_format] nvarchar(10) not null,
  [html_file_id] nvarchar(36),
  [content_hash] nvarchar(64) not null,
  [superseded_by] nvarchar(36),
  [withdrawn_at] datetime2,
  [version] int not null CONSTRAINT [letter_version_default] DEFAULT '1',
  [seen_at] datetime2,
  [read_at] datetime2,
  [post_after] datetime2,
  [post_always] bit not null CONSTRAINT [letter_post_always_default] DEFAULT '0',
  [to_post_at] datetime2,
  [post_ended_at] datetime2,
  [post_outcome] nvarchar(10),
  [post_ended_by] nvarchar(100),
  CONSTRAINT [letter_pkey] PRIMARY KEY ([id]),
  constraint letter_kind check (kind in ('referral', 'scheduling', 'outcome', 'update')),
  constraint letter_file_format check (file_format in ('tagged', 'text', 'image')),
  constraint letter_read_was_seen check (read_at is null or seen_at is not null),
  constraint letter_not_superseded_by_itself check (superseded_by <> id),
  constraint letter_post_outcome check (post_outcome in ('posted', 'not-needed')),
  constraint letter_post_ended_once check ((post_ended_at is null
and post_outcome is null
and post_ended_by is null) or (to_post_at is not null
and post_ended_at is not null
and post_outcome is not null
and post_ended_by is not null)))

CREATE UNIQUE INDEX [letter_trust_ods_code_source_id_unique] ON [letter] ([trust_ods_code],
  [source_id]) WHERE [trust_ods_code] IS NOT NULL AND [source_id] IS NOT NULL

CREATE INDEX [letter_patient_id_dated_on_index] ON [letter] ([patient_id],
  [dated_on])

CREATE INDEX [letter_appointment_id_index] ON [letter] ([appointment_id])

CREATE INDEX [letter_superseded_by_index] ON [letter] ([superseded_by])

create index letter_to_mark on letter (post_after)
where post_after is not null
and to_post_at is null

create index letter_to_post on letter (trust_ods_code, to_post_at, id)
where to_post_at is not null
and post_ended_at is null

CREATE TABLE [letter_choice] ([patient_id] nvarchar(36) not null,
  [trust_ods_code] nvarchar(6) not null,
  [by_post] bit not null,
  [chosen_at] datetime2 not null,
  [version] int not null CONSTRAINT [letter_choice_version_default] DEFAULT '1',
  CONSTRAINT [letter_choice_pkey] PRIMARY KEY ([patient_id],
  [trust_ods_code]))

ALTER TABLE [trust] ADD [post_letters_after_hours] int,
  [letters_also_by_post] bit not null CONSTRAINT [trust_letters_also_by_post_default] DEFAULT '0'
