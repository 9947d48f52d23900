ALTER TABLE [change_request] ADD [clinic_id] nvarchar(36)

update change_request set clinic_id = ( select appointment.clinic_id
from appointment
where appointment.id = change_request.appointment_id)

create index change_request_open_of_clinic on change_request (clinic_id, promised_by, id, trust_ods_code, kind)
where status = 'open'

create index change_request_closed_of_clinic on change_request (clinic_id, status, decided_at, id)

create index change_request_claimed on change_request (trust_ods_code, claimed_until, claimed_by)
where status = 'open'
and claimed_until is not null

CREATE INDEX [appointment_attendance] ON [appointment] ([clinic_id],
  [starts_at],
  [holding],
  [status],
  [cancelled_by],
  [moved_to_id],
  [cancelled_at])
