-- listPatients

select top (@p0) [patient].[id],
  [patient].[version],
  [patient].[nhs_number],
  [patient].[nhs_number_status],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [patient].[portal_access],
  [patient].[sensitive]
from [patient]
where exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.patient_id = patient.id
and [clinic].[trust_ods_code] = @p1)
order by [patient].[family_name] asc,
  [patient].[given_name] asc,
  [patient].[id] asc

select top (@p0) [patient].[id],
  [patient].[version],
  [patient].[nhs_number],
  [patient].[nhs_number_status],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [patient].[portal_access],
  [patient].[sensitive]
from [patient]
where exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.patient_id = patient.id
and [clinic].[trust_ods_code] = @p1)
and patient.portal_access = 0
and not exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.patient_id = patient.id
and [clinic].[trust_ods_code] = @p2
and [appointment].[status] = @p3
and [appointment].[starts_at] > @p4)
order by [patient].[family_name] asc,
  [patient].[given_name] asc,
  [patient].[id] asc

select top (@p0) [patient].[id],
  [patient].[version],
  [patient].[nhs_number],
  [patient].[nhs_number_status],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [patient].[portal_access],
  [patient].[sensitive]
from [patient]
where exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.patient_id = patient.id
and [clinic].[trust_ods_code] = @p1)
and patient.portal_access = 1
and exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.patient_id = patient.id
and [clinic].[trust_ods_code] = @p2
and [appointment].[status] = @p3
and [appointment].[starts_at] > @p4)
and ([patient].[family_name] >= @p5
and ([patient].[family_name] > @p6 or [patient].[given_name] > @p7 or ([patient].[given_name] = @p8
and [patient].[id] > @p9)))
order by [patient].[family_name] asc,
  [patient].[given_name] asc,
  [patient].[id] asc

-- searchPatients

select top (@p0) [patient].[id],
  [patient].[version],
  [patient].[nhs_number],
  [patient].[nhs_number_status],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [patient].[portal_access],
  [patient].[sensitive]
from [patient]
where exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.patient_id = patient.id
and [clinic].[trust_ods_code] = @p1)
and [patient].[nhs_number] = @p2
order by [patient].[family_name] asc,
  [patient].[given_name] asc,
  [patient].[id] asc

select top (@p0) [patient].[id],
  [patient].[version],
  [patient].[nhs_number],
  [patient].[nhs_number_status],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [patient].[portal_access],
  [patient].[sensitive]
from [patient]
where exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.patient_id = patient.id
and [clinic].[trust_ods_code] = @p1)
and [patient].[family_name] like @p2 escape '!'
and [patient].[given_name] like @p3 escape '!'
and [patient].[birth_date] = @p4
order by [patient].[family_name] asc,
  [patient].[given_name] asc,
  [patient].[id] asc

-- saveAccess

update [patient] set [portal_access] = @p0,
  [version] = @p1
where [id] = @p2
and [version] = @p3
and [portal_access] = @p4;select @@rowcount

-- findPatientOfTrust

select top (@p0) [patient].[id],
  [patient].[version],
  [patient].[nhs_number],
  [patient].[nhs_number_status],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [patient].[portal_access],
  [patient].[sensitive]
from [patient]
where exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.patient_id = patient.id
and [clinic].[trust_ods_code] = @p1)
and [patient].[id] = @p2
