CREATE TABLE [stored_file] ([id] nvarchar(36) not null,
  [format] int not null,
  [size] int not null,
  [key_id] nvarchar(40) not null,
  [wrapped_key] varbinary(60) not null,
  [place] nvarchar(10) not null,
  [stored_at] datetime2 not null,
  [fault] nvarchar(20),
  CONSTRAINT [stored_file_pkey] PRIMARY KEY ([id]),
  constraint stored_file_place check (place in ('database','folder')))

CREATE INDEX [stored_file_key_id_index] ON [stored_file] ([key_id])

CREATE INDEX [stored_file_stored_at_index] ON [stored_file] ([stored_at])

CREATE INDEX [stored_file_fault_index] ON [stored_file] ([fault])

CREATE TABLE [stored_file_chunk] ([file_id] nvarchar(36) not null,
  [number] int not null,
  [content] varbinary(max) not null,
  CONSTRAINT [stored_file_chunk_pkey] PRIMARY KEY ([file_id],
  [number]))

CREATE TABLE [stored_file_check] ([id] nvarchar(36) not null,
  [at] datetime2 not null,
  [read] int not null,
  [unreadable] int not null,
  [strays] int not null,
  CONSTRAINT [stored_file_check_pkey] PRIMARY KEY ([id]))

CREATE INDEX [stored_file_check_at_index] ON [stored_file_check] ([at])

CREATE TABLE [letter_arrival] ([id] nvarchar(36) not null,
  [arrived_at] datetime2 not null,
  [trust_ods_code] nvarchar(6) not null,
  [source_id] nvarchar(100) not null,
  [nhs_number] nvarchar(10) not null,
  [date_of_birth] nvarchar(10),
  [kind] nvarchar(20),
  [treatment_function_code] nvarchar(3),
  [dated_on] nvarchar(10),
  [appointment_pas_id] nvarchar(50),
  [embargoed_until] datetime2,
  [supersedes] nvarchar(100),
  [withdrawn] bit not null CONSTRAINT [letter_arrival_withdrawn_default] DEFAULT '0',
  [pdf] varbinary(max),
  [html] nvarchar(max),
  [refused] nvarchar(40),
  [refused_field] nvarchar(40),
  [refused_at] datetime2,
  CONSTRAINT [letter_arrival_pkey] PRIMARY KEY ([id]))

create index letter_arrival_waiting on letter_arrival (arrived_at, id)
where refused is null
