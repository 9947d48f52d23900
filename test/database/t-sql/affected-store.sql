-- listWouldAffect

select top (@p0) [appointment].[id],
  [appointment].[patient_id],
  [appointment].[starts_at],
  [appointment].[clinic_id],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [clinic].[patient_facing_name],
  [change_request].[id] as [request_id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
left join [change_request] on [change_request].[appointment_id] = [appointment].[id]
and [change_request].[status] = @p1
and [change_request].[kind] = @p2
where [clinic].[trust_ods_code] = @p3
and [appointment].[status] = @p4
and [appointment].[holding] = @p5
and [appointment].[starts_at] > @p6
and [appointment].[starts_at] >= @p7
and [appointment].[starts_at] < @p8
and ([appointment].[slot_id] in (select [slot].[id]
from [slot]
inner join [clinic] on [clinic].[id] = [slot].[clinic_id]
where [clinic].[trust_ods_code] = @p9
and [slot].[starts_at] >= @p10
and [slot].[starts_at] < @p11
and [slot].[clinic_id] = @p12) or ([appointment].[encounter_class] = @p13
and [appointment].[starts_at] >= @p14
and [appointment].[starts_at] < @p15
and [appointment].[clinic_id] = @p16))
order by [appointment].[starts_at] asc,
  [appointment].[id] asc

select top (@p0) [appointment].[id],
  [appointment].[patient_id],
  [appointment].[starts_at],
  [appointment].[clinic_id],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [clinic].[patient_facing_name],
  [change_request].[id] as [request_id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
left join [change_request] on [change_request].[appointment_id] = [appointment].[id]
and [change_request].[status] = @p1
and [change_request].[kind] = @p2
where [clinic].[trust_ods_code] = @p3
and [appointment].[status] = @p4
and [appointment].[holding] = @p5
and [appointment].[starts_at] > @p6
and [appointment].[starts_at] >= @p7
and [appointment].[starts_at] < @p8
and ([appointment].[slot_id] in (@p9))
order by [appointment].[starts_at] asc,
  [appointment].[id] asc

-- listAffected

select [appointment].[id],
  [appointment].[patient_id],
  [appointment].[starts_at],
  [appointment].[clinic_id],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [clinic].[patient_facing_name],
  [change_request].[id] as [request_id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
left join [change_request] on [change_request].[appointment_id] = [appointment].[id]
and [change_request].[status] = @p0
and [change_request].[kind] = @p1
where [clinic].[trust_ods_code] = @p2
and [appointment].[status] = @p3
and [appointment].[holding] = @p4
and [appointment].[starts_at] > @p5
and [appointment].[starts_at] >= @p6
and [appointment].[starts_at] < @p7
and ([appointment].[slot_id] in (select [closed_slot].[slot_id]
from [closed_slot]
where [closed_slot].[closure_id] = @p8) or ([appointment].[encounter_class] = @p9
and [appointment].[starts_at] >= @p10
and [appointment].[starts_at] < @p11
and [appointment].[clinic_id] = @p12))
order by [appointment].[starts_at] asc,
  [appointment].[id] asc

select [appointment].[id],
  [appointment].[patient_id],
  [appointment].[starts_at],
  [appointment].[clinic_id],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [clinic].[patient_facing_name],
  [change_request].[id] as [request_id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
left join [change_request] on [change_request].[appointment_id] = [appointment].[id]
and [change_request].[status] = @p0
and [change_request].[kind] = @p1
where [clinic].[trust_ods_code] = @p2
and [appointment].[status] = @p3
and [appointment].[holding] = @p4
and [appointment].[starts_at] > @p5
and [appointment].[starts_at] >= @p6
and [appointment].[starts_at] < @p7
and ([appointment].[slot_id] in (select [closed_slot].[slot_id]
from [closed_slot]
where [closed_slot].[closure_id] = @p8) or ([appointment].[encounter_class] = @p9
and [appointment].[starts_at] >= @p10
and [appointment].[starts_at] < @p11
and [appointment].[clinician_id] = @p12))
order by [appointment].[starts_at] asc,
  [appointment].[id] asc

-- isAffected

select top (@p0) [appointment].[id],
  [appointment].[patient_id],
  [appointment].[starts_at],
  [appointment].[clinic_id],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [clinic].[patient_facing_name],
  [change_request].[id] as [request_id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
inner join [patient] on [patient].[id] = [appointment].[patient_id]
left join [change_request] on [change_request].[appointment_id] = [appointment].[id]
and [change_request].[status] = @p1
and [change_request].[kind] = @p2
where [clinic].[trust_ods_code] = @p3
and [appointment].[status] = @p4
and [appointment].[holding] = @p5
and [appointment].[starts_at] > @p6
and [appointment].[starts_at] >= @p7
and [appointment].[starts_at] < @p8
and ([appointment].[slot_id] in (select [closed_slot].[slot_id]
from [closed_slot]
where [closed_slot].[closure_id] = @p9) or ([appointment].[encounter_class] = @p10
and [appointment].[starts_at] >= @p11
and [appointment].[starts_at] < @p12
and [appointment].[clinic_id] = @p13))
and [appointment].[id] = @p14
order by [appointment].[starts_at] asc,
  [appointment].[id] asc
