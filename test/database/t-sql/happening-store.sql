-- listHappenings

select top (@p0) [clinic].[trust_ods_code],
  [appointment].[patient_id],
  [appointment].[id] as [appointment_id],
  [appointment].[clinic_id],
  [appointment].[medium],
  [appointment].[starts_at],
  [change_request].[requested_at] as [at],
  [change_request].[id] as [record_id],
  [change_request].[reason]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [change_request] on [change_request].[appointment_id] = [appointment].[id]
where [change_request].[kind] = @p1
and not [change_request].[reason] = @p2
and [change_request].[trust_ods_code] = @p3
and [change_request].[requested_at] > @p4
and [change_request].[requested_at] <= @p5
order by [change_request].[requested_at] desc

select top (@p0) [clinic].[trust_ods_code],
  [appointment].[patient_id],
  [appointment].[id] as [appointment_id],
  [appointment].[clinic_id],
  [appointment].[medium],
  [appointment].[starts_at],
  [change_request].[requested_at] as [at],
  [change_request].[id] as [record_id],
  [change_request].[reason]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [change_request] on [change_request].[appointment_id] = [appointment].[id]
where [change_request].[kind] = @p1
and not [change_request].[reason] = @p2
and [change_request].[trust_ods_code] = @p3
and [change_request].[requested_at] > @p4
and [change_request].[requested_at] <= @p5
order by [change_request].[requested_at] desc

select top (@p0) [clinic].[trust_ods_code],
  [appointment].[patient_id],
  [appointment].[id] as [appointment_id],
  [appointment].[clinic_id],
  [appointment].[medium],
  [appointment].[starts_at],
  [outbox].[created_at] as [at],
  [appointment].[id] as [record_id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [outbox] on [outbox].[subject_id] = [appointment].[id]
where [outbox].[subject_type] = @p1
and [outbox].[kind] in (@p2, @p3)
and [clinic].[trust_ods_code] = @p4
and [outbox].[created_at] > @p5
and [outbox].[created_at] <= @p6
order by [outbox].[created_at] desc

select top (@p0) [clinic].[trust_ods_code],
  [appointment].[patient_id],
  [appointment].[id] as [appointment_id],
  [appointment].[clinic_id],
  [appointment].[medium],
  [appointment].[starts_at],
  [task].[opened_at] as [at],
  [task].[id] as [record_id],
  [appointment].[cancellation_reason] as [reason]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [task] on [task].[patient_id] = [appointment].[patient_id]
and [task].[appointment_id] = [appointment].[id]
where [task].[kind] = @p1
and [appointment].[cancelled_by] = @p2
and [task].[trust_ods_code] = @p3
and [task].[opened_at] > @p4
and [task].[opened_at] <= @p5
order by [task].[opened_at] desc

-- findHappening

select top (@p0) [clinic].[trust_ods_code],
  [appointment].[patient_id],
  [appointment].[id] as [appointment_id],
  [appointment].[clinic_id],
  [appointment].[medium],
  [appointment].[starts_at],
  [change_request].[requested_at] as [at],
  [change_request].[id] as [record_id],
  [change_request].[reason]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [change_request] on [change_request].[appointment_id] = [appointment].[id]
inner join [outbox] on [outbox].[subject_id] = [appointment].[id]
where [change_request].[kind] = @p1
and not [change_request].[reason] = @p2
and [outbox].[id] = @p3
and [outbox].[created_at] = [change_request].[requested_at]

select top (@p0) [clinic].[trust_ods_code],
  [appointment].[patient_id],
  [appointment].[id] as [appointment_id],
  [appointment].[clinic_id],
  [appointment].[medium],
  [appointment].[starts_at],
  [change_request].[requested_at] as [at],
  [change_request].[id] as [record_id],
  [change_request].[reason]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [change_request] on [change_request].[appointment_id] = [appointment].[id]
inner join [outbox] on [outbox].[subject_id] = [appointment].[id]
where [change_request].[kind] = @p1
and not [change_request].[reason] = @p2
and [outbox].[id] = @p3
and [outbox].[created_at] = [change_request].[requested_at]

select top (@p0) [clinic].[trust_ods_code],
  [appointment].[patient_id],
  [appointment].[id] as [appointment_id],
  [appointment].[clinic_id],
  [appointment].[medium],
  [appointment].[starts_at],
  [outbox].[created_at] as [at],
  [appointment].[id] as [record_id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [outbox] on [outbox].[subject_id] = [appointment].[id]
where [outbox].[subject_type] = @p1
and [outbox].[kind] in (@p2, @p3)
and [outbox].[id] = @p4

select top (@p0) [clinic].[trust_ods_code],
  [appointment].[patient_id],
  [appointment].[id] as [appointment_id],
  [appointment].[clinic_id],
  [appointment].[medium],
  [appointment].[starts_at],
  [task].[opened_at] as [at],
  [task].[id] as [record_id],
  [appointment].[cancellation_reason] as [reason]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [task] on [task].[patient_id] = [appointment].[patient_id]
and [task].[appointment_id] = [appointment].[id]
inner join [outbox] on [outbox].[subject_id] = [appointment].[id]
where [task].[kind] = @p1
and [appointment].[cancelled_by] = @p2
and [outbox].[id] = @p3
and [outbox].[created_at] = [task].[opened_at]
