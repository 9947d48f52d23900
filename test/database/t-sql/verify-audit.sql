-- verifyAudit

select top (@p0) *
from [audit_head]
order by [patient_id] asc

select [patient_id],
  [at],
  [actor],
  [action],
  [appointment_id],
  [version]
from [audit_entry]
order by [patient_id] asc,
  [id] asc

select top (@p0) *
from [audit_log]
order by [patient_id] asc,
  [place] asc
