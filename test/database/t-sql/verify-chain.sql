-- verifyChain

select top (@p0) *
from [audit_head]
where [patient_id] = @p1

select [patient_id],
  [at],
  [actor],
  [action],
  [appointment_id],
  [version]
from [audit_entry]
where [patient_id] = @p0
order by [id] asc

select *
from [audit_log]
where [patient_id] = @p0
order by [place] asc
