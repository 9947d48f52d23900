alter table change_request drop constraint change_request_status

alter table change_request add constraint change_request_status check (status in ('open', 'done', 'declined', 'withdrawn', 'lapsed'))

ALTER TABLE [change_request] ADD [trust_ods_code] nvarchar(6),
  [claimed_by] nvarchar(100),
  [claimed_at] datetime2,
  [claimed_until] datetime2,
  [decided_by] nvarchar(100),
  [reply] nvarchar(1000)

alter table change_request add constraint change_request_claimed_until check ( (claimed_by is null
and claimed_at is null
and claimed_until is null) or (claimed_by is not null
and claimed_at is not null
and claimed_until is not null))

update change_request set trust_ods_code = ( select clinic.trust_ods_code
from appointment
join clinic on clinic.id = appointment.clinic_id
where appointment.id = change_request.appointment_id)

create index change_request_open_of_trust on change_request (trust_ods_code, promised_by, id)
where status = 'open'

CREATE TABLE [request_event] ([request_id] nvarchar(36) not null,
  [version] int not null,
  [at] datetime2 not null,
  [event] nvarchar(20) not null,
  [actor] nvarchar(20) not null,
  [actor_id] nvarchar(100),
  [role] nvarchar(100),
  [note] nvarchar(1000),
  CONSTRAINT [request_event_pkey] PRIMARY KEY ([request_id],
  [version]))

ALTER TABLE [patient] ADD [death_date] nvarchar(10)
