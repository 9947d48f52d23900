ALTER TABLE [change_request] ADD [assigned_to] nvarchar(100),
  [priority] nvarchar(10)

alter table change_request add constraint change_request_priority check (priority in ('urgent'))

create index change_request_open_by_priority on change_request (trust_ods_code, priority desc, promised_by, id)
where status = 'open'

create index change_request_open_of_assignee on change_request (trust_ods_code, assigned_to, promised_by, id, claimed_until, claimed_by, kind)
where status = 'open'

create index change_request_closed_of_trust on change_request (trust_ods_code, status, decided_at, id)

CREATE TABLE [staff_post] ([trust_ods_code] nvarchar(6) not null,
  [user_id] nvarchar(36) not null,
  [role] nvarchar(20) not null,
  [last_taken_at] datetime2 not null,
  CONSTRAINT [staff_post_pkey] PRIMARY KEY ([trust_ods_code],
  [user_id],
  [role]))
