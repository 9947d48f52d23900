-- changesWithoutEntry

select distinct [appointment].[id],
  [appointment].[patient_id]
from [appointment]
inner join [outbox] on [outbox].[subject_id] = [appointment].[id]
where not exists (select [audit_log].[appointment_id]
from [audit_log]
where [audit_log].[appointment_id] = [appointment].[id]
and [audit_log].[patient_id] = [appointment].[patient_id]
and [audit_log].[action] in (@p0))
and not exists (select [audit_entry].[appointment_id]
from [audit_entry]
where [audit_entry].[appointment_id] = [appointment].[id]
and [audit_entry].[patient_id] = [appointment].[patient_id]
and [audit_entry].[action] in (@p1))
and [outbox].[subject_type] = @p2
and [outbox].[kind] = @p3
order by [appointment].[id] asc

select distinct [appointment].[id],
  [appointment].[patient_id]
from [appointment]
inner join [outbox] on [outbox].[subject_id] = [appointment].[id]
where not exists (select [audit_log].[appointment_id]
from [audit_log]
where [audit_log].[appointment_id] = [appointment].[id]
and [audit_log].[patient_id] = [appointment].[patient_id]
and [audit_log].[action] in (@p0))
and not exists (select [audit_entry].[appointment_id]
from [audit_entry]
where [audit_entry].[appointment_id] = [appointment].[id]
and [audit_entry].[patient_id] = [appointment].[patient_id]
and [audit_entry].[action] in (@p1))
and [outbox].[subject_type] = @p2
and [outbox].[kind] = @p3
order by [appointment].[id] asc

select distinct [appointment].[id],
  [appointment].[patient_id]
from [appointment]
inner join [outbox] on [outbox].[subject_id] = [appointment].[id]
where not exists (select [audit_log].[appointment_id]
from [audit_log]
where [audit_log].[appointment_id] = [appointment].[id]
and [audit_log].[patient_id] = [appointment].[patient_id]
and [audit_log].[action] in (@p0))
and not exists (select [audit_entry].[appointment_id]
from [audit_entry]
where [audit_entry].[appointment_id] = [appointment].[id]
and [audit_entry].[patient_id] = [appointment].[patient_id]
and [audit_entry].[action] in (@p1))
and [outbox].[subject_type] = @p2
and [outbox].[kind] = @p3
order by [appointment].[id] asc

select distinct [appointment].[id],
  [appointment].[patient_id]
from [appointment]
inner join [outbox] on [outbox].[subject_id] = [appointment].[id]
where not exists (select [audit_log].[appointment_id]
from [audit_log]
where [audit_log].[appointment_id] = [appointment].[id]
and [audit_log].[patient_id] = [appointment].[patient_id]
and [audit_log].[action] in (@p0))
and not exists (select [audit_entry].[appointment_id]
from [audit_entry]
where [audit_entry].[appointment_id] = [appointment].[id]
and [audit_entry].[patient_id] = [appointment].[patient_id]
and [audit_entry].[action] in (@p1))
and [outbox].[subject_type] = @p2
and [outbox].[kind] = @p3
order by [appointment].[id] asc

select distinct [appointment].[id],
  [appointment].[patient_id]
from [appointment]
inner join [outbox] on [outbox].[subject_id] = [appointment].[id]
where not exists (select [audit_log].[appointment_id]
from [audit_log]
where [audit_log].[appointment_id] = [appointment].[id]
and [audit_log].[patient_id] = [appointment].[patient_id]
and [audit_log].[action] in (@p0))
and not exists (select [audit_entry].[appointment_id]
from [audit_entry]
where [audit_entry].[appointment_id] = [appointment].[id]
and [audit_entry].[patient_id] = [appointment].[patient_id]
and [audit_entry].[action] in (@p1))
and [outbox].[subject_type] = @p2
and [outbox].[kind] = @p3
order by [appointment].[id] asc

select distinct [appointment].[id],
  [appointment].[patient_id]
from [appointment]
inner join [outbox] on [outbox].[subject_id] = [appointment].[id]
where not exists (select [audit_log].[appointment_id]
from [audit_log]
where [audit_log].[appointment_id] = [appointment].[id]
and [audit_log].[patient_id] = [appointment].[patient_id]
and [audit_log].[action] in (@p0))
and not exists (select [audit_entry].[appointment_id]
from [audit_entry]
where [audit_entry].[appointment_id] = [appointment].[id]
and [audit_entry].[patient_id] = [appointment].[patient_id]
and [audit_entry].[action] in (@p1))
and [outbox].[subject_type] = @p2
and [outbox].[kind] = @p3
order by [appointment].[id] asc

select distinct [appointment].[id],
  [appointment].[patient_id]
from [appointment]
inner join [outbox] on [outbox].[subject_id] = [appointment].[id]
where not exists (select [audit_log].[appointment_id]
from [audit_log]
where [audit_log].[appointment_id] = [appointment].[id]
and [audit_log].[patient_id] = [appointment].[patient_id]
and [audit_log].[action] in (@p0))
and not exists (select [audit_entry].[appointment_id]
from [audit_entry]
where [audit_entry].[appointment_id] = [appointment].[id]
and [audit_entry].[patient_id] = [appointment].[patient_id]
and [audit_entry].[action] in (@p1))
and [outbox].[subject_type] = @p2
and [outbox].[kind] = @p3
order by [appointment].[id] asc

select distinct [appointment].[id],
  [appointment].[patient_id]
from [appointment]
inner join [change_request] on [change_request].[appointment_id] = [appointment].[id]
where not exists (select [audit_log].[appointment_id]
from [audit_log]
where [audit_log].[appointment_id] = [appointment].[id]
and [audit_log].[patient_id] = [appointment].[patient_id]
and [audit_log].[action] in (@p0))
and not exists (select [audit_entry].[appointment_id]
from [audit_entry]
where [audit_entry].[appointment_id] = [appointment].[id]
and [audit_entry].[patient_id] = [appointment].[patient_id]
and [audit_entry].[action] in (@p1))
and [change_request].[kind] = @p2
and not [change_request].[reason] = @p3
order by [appointment].[id] asc

select distinct [appointment].[id],
  [appointment].[patient_id]
from [appointment]
inner join [change_request] on [change_request].[appointment_id] = [appointment].[id]
where not exists (select [audit_log].[appointment_id]
from [audit_log]
where [audit_log].[appointment_id] = [appointment].[id]
and [audit_log].[patient_id] = [appointment].[patient_id]
and [audit_log].[action] in (@p0))
and not exists (select [audit_entry].[appointment_id]
from [audit_entry]
where [audit_entry].[appointment_id] = [appointment].[id]
and [audit_entry].[patient_id] = [appointment].[patient_id]
and [audit_entry].[action] in (@p1))
and [change_request].[kind] = @p2
and not [change_request].[reason] = @p3
order by [appointment].[id] asc

select distinct [appointment].[id],
  [appointment].[patient_id]
from [appointment]
inner join [change_request] on [change_request].[appointment_id] = [appointment].[id]
where not exists (select [audit_log].[appointment_id]
from [audit_log]
where [audit_log].[appointment_id] = [appointment].[id]
and [audit_log].[patient_id] = [appointment].[patient_id]
and [audit_log].[action] in (@p0))
and not exists (select [audit_entry].[appointment_id]
from [audit_entry]
where [audit_entry].[appointment_id] = [appointment].[id]
and [audit_entry].[patient_id] = [appointment].[patient_id]
and [audit_entry].[action] in (@p1))
and [change_request].[reason] = @p2
order by [appointment].[id] asc

select distinct [appointment].[id],
  [appointment].[patient_id]
from [appointment]
where not exists (select [audit_log].[appointment_id]
from [audit_log]
where [audit_log].[appointment_id] = [appointment].[id]
and [audit_log].[patient_id] = [appointment].[patient_id]
and [audit_log].[action] in (@p0, @p1, @p2, @p3))
and not exists (select [audit_entry].[appointment_id]
from [audit_entry]
where [audit_entry].[appointment_id] = [appointment].[id]
and [audit_entry].[patient_id] = [appointment].[patient_id]
and [audit_entry].[action] in (@p4, @p5, @p6, @p7))
and [appointment].[cancelled_by] = @p8
and not exists (select [outbox].[id]
from [outbox]
where outbox.subject_id = appointment.id)
order by [appointment].[id] asc
