-- listClinicians

select [clinician].[id],
  [clinician].[name],
  [clinician].[role]
from [clinician]
where exists (select [slot].[id]
from [slot]
inner join [clinic] on [clinic].[id] = [slot].[clinic_id]
where slot.clinician_id = clinician.id
and [clinic].[trust_ods_code] = @p0
and [slot].[starts_at] > @p1)
order by [clinician].[name] asc,
  [clinician].[id] asc

-- findClinician

select top (@p0) [clinician].[id],
  [clinician].[name],
  [clinician].[role]
from [clinician]
where [clinician].[id] = @p1
and exists (select [slot].[id]
from [slot]
inner join [clinic] on [clinic].[id] = [slot].[clinic_id]
where slot.clinician_id = clinician.id
and [clinic].[trust_ods_code] = @p2)
