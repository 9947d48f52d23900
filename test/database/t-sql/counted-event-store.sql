-- eventsOfTrust

select top (@p0) [id],
  [kind],
  [patient_id],
  [treatment_function_code],
  [details]
from [reporting_event]
where [at] >= @p1
and [at] < @p2
and [id] > @p3
and ([trust_ods_code] = @p4 or ([kind] = @p5
and exists (select [known].[id]
from [reporting_event] as [known]
where known.patient_id = reporting_event.patient_id
and [known].[trust_ods_code] = @p6
and [known].[at] < @p7)))
order by [id] asc

-- isTrust

select top (@p0) [ods_code]
from [trust]
where [ods_code] = @p1
