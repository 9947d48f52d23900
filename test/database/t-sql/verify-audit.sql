-- verifyAudit

select top (@p0) *
from [audit_head]
where [patient_id] > @p1
order by [patient_id] asc

select [patient_id],
  [at],
  [actor],
  [action],
  [appointment_id],
  [version]
from [audit_entry]
where [patient_id] > @p0
order by [patient_id] asc,
  [id] asc

select top (@p0) *
from [audit_log]
where [patient_id] > @p1
order by [patient_id] asc,
  [place] asc
