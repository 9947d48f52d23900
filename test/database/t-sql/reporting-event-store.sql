-- addReportingEvent

insert into [reporting_event] ([appointment_id],
  [at],
  [details],
  [kind],
  [nhs_number],
  [once_key],
  [patient_id],
  [session_id],
  [treatment_function_code],
  [trust_ods_code])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)

-- isReported

select top (@p0) [id]
from [reporting_event]
where [once_key] = @p1

-- waitingEvents

select top (@p0) [reporting_event].*,
  [patient].[nhs_number] as [patient_nhs_number]
from [reporting_event]
left join [patient] on [patient].[id] = [reporting_event].[patient_id]
and [patient].[sensitive] = @p1
where reporting_event.state = 'waiting'
order by [reporting_event].[id] asc

-- settleEvents

update [reporting_event] set [state] = @p0,
  [settled_at] = @p1,
  [nhs_number] = @p2
where [id] in (@p3, @p4)
and [state] = @p5;select @@rowcount

-- reportingState

select top (@p0) count([id]) as [total]
from [reporting_event]
where reporting_event.state = 'waiting'

select top (@p0) [at]
from [reporting_event]
where reporting_event.state = 'waiting'
order by [id] asc

select top (@p0) count([id]) as [total]
from [reporting_event]
where reporting_event.state = 'refused'
