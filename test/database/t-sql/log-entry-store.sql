-- listLogEntries

select top (@p0) [audit_log].[patient_id] as [chain],
  [audit_log].[place],
  [audit_log].[at],
  [audit_log].[actor],
  [audit_log].[actor_id],
  [audit_log].[actor_role],
  [audit_log].[action],
  [audit_log].[subject_type],
  [audit_log].[subject_id],
  [patient].[nhs_number]
from [audit_log]
left join [patient] on [patient].[id] = [audit_log].[patient_id]
where (([audit_log].[actor_trust] = @p1) or (not [audit_log].[actor] = @p2
and exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.patient_id = audit_log.patient_id
and [clinic].[trust_ods_code] = @p3)
and not exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.id = audit_log.appointment_id
and [clinic].[trust_ods_code] <> @p4)
and not exists (select [id]
from [change_request]
where change_request.id = audit_log.subject_id
and [trust_ods_code] <> @p5)
and not exists (select [id]
from [task]
where task.id = audit_log.subject_id
and [trust_ods_code] <> @p6)))
and ([audit_log].[action] not in (@p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22) or [audit_log].[patient_id] = @p23)
order by [audit_log].[at] desc,
  [audit_log].[patient_id] desc,
  [audit_log].[place] desc

select top (@p0) [audit_log].[patient_id] as [chain],
  [audit_log].[place],
  [audit_log].[at],
  [audit_log].[actor],
  [audit_log].[actor_id],
  [audit_log].[actor_role],
  [audit_log].[action],
  [audit_log].[subject_type],
  [audit_log].[subject_id],
  [patient].[nhs_number]
from [audit_log]
left join [patient] on [patient].[id] = [audit_log].[patient_id]
where [audit_log].[action] = @p1
and [audit_log].[actor] = @p2
and [audit_log].[actor_id] = @p3
and [audit_log].[at] >= @p4
and [audit_log].[at] < @p5
and (([audit_log].[actor_trust] = @p6))
and ([audit_log].[action] not in (@p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22) or [audit_log].[patient_id] = @p23)
and ([audit_log].[at] <= @p24
and ([audit_log].[at] < @p25 or [audit_log].[patient_id] < @p26 or ([audit_log].[patient_id] = @p27
and [audit_log].[place] < @p28)))
order by [audit_log].[at] desc,
  [audit_log].[patient_id] desc,
  [audit_log].[place] desc

select top (@p0) [audit_log].[patient_id] as [chain],
  [audit_log].[place],
  [audit_log].[at],
  [audit_log].[actor],
  [audit_log].[actor_id],
  [audit_log].[actor_role],
  [audit_log].[action],
  [audit_log].[subject_type],
  [audit_log].[subject_id],
  [patient].[nhs_number]
from [audit_log]
left join [patient] on [patient].[id] = [audit_log].[patient_id]
where (([audit_log].[actor] in (@p1, @p2)
and exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.patient_id = audit_log.patient_id
and [clinic].[trust_ods_code] = @p3)
and not exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.id = audit_log.appointment_id
and [clinic].[trust_ods_code] <> @p4)
and not exists (select [id]
from [change_request]
where change_request.id = audit_log.subject_id
and [trust_ods_code] <> @p5)
and not exists (select [id]
from [task]
where task.id = audit_log.subject_id
and [trust_ods_code] <> @p6)))
and ([audit_log].[action] not in (@p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22) or [audit_log].[patient_id] = @p23)
order by [audit_log].[at] desc,
  [audit_log].[patient_id] desc,
  [audit_log].[place] desc

-- listPatientLogEntries

select top (@p0) [audit_log].[patient_id] as [chain],
  [audit_log].[place],
  [audit_log].[at],
  [audit_log].[actor],
  [audit_log].[actor_id],
  [audit_log].[actor_role],
  [audit_log].[action],
  [audit_log].[subject_type],
  [audit_log].[subject_id],
  [patient].[nhs_number]
from [audit_log]
left join [patient] on [patient].[id] = [audit_log].[patient_id]
where [audit_log].[patient_id] = @p1
and (([audit_log].[actor_trust] = @p2) or (not [audit_log].[actor] = @p3
and exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.patient_id = audit_log.patient_id
and [clinic].[trust_ods_code] = @p4)
and not exists (select [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where appointment.id = audit_log.appointment_id
and [clinic].[trust_ods_code] <> @p5)
and not exists (select [id]
from [change_request]
where change_request.id = audit_log.subject_id
and [trust_ods_code] <> @p6)
and not exists (select [id]
from [task]
where task.id = audit_log.subject_id
and [trust_ods_code] <> @p7)))
order by [audit_log].[place] desc

select top (@p0) [audit_log].[patient_id] as [chain],
  [audit_log].[place],
  [audit_log].[at],
  [audit_log].[actor],
  [audit_log].[actor_id],
  [audit_log].[actor_role],
  [audit_log].[action],
  [audit_log].[subject_type],
  [audit_log].[subject_id],
  [patient].[nhs_number]
from [audit_log]
left join [patient] on [patient].[id] = [audit_log].[patient_id]
where [audit_log].[action] = @p1
and [audit_log].[actor] = @p2
and [audit_log].[actor_id] = @p3
and [audit_log].[at] >= @p4
and [audit_log].[at] < @p5
and [audit_log].[patient_id] = @p6
and (([audit_log].[actor_trust] = @p7))
and [audit_log].[place] < @p8
order by [audit_log].[place] desc
