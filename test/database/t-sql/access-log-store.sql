-- listEntries

select top (@p0) [audit_log].[place],
  [audit_log].[at],
  [audit_log].[actor],
  [audit_log].[actor_role],
  [audit_log].[action],
  [audit_log].[actor_id],
  [audit_log].[appointment_id],
  [change_request].[appointment_id] as [asked_about],
  [stated_reason].[reason] as [stated_reason],
  [trust].[name] as [trust_name], case when trust.names_staff_to_patients = 1 then staff_user.name end as staff_name
from [audit_log]
left join [trust] on [trust].[ods_code] = [audit_log].[actor_trust]
left join [staff_user] on [staff_user].[id] = [audit_log].[actor_id]
and [audit_log].[actor] = @p1
left join [change_request] on [change_request].[id] = [audit_log].[subject_id]
and [audit_log].[subject_type] = @p2
left join [stated_reason] on [stated_reason].[id] = [audit_log].[subject_id]
and [audit_log].[action] = @p3
where [audit_log].[patient_id] = @p4
order by [audit_log].[place] desc

select top (@p0) [audit_log].[place],
  [audit_log].[at],
  [audit_log].[actor],
  [audit_log].[actor_role],
  [audit_log].[action],
  [audit_log].[actor_id],
  [audit_log].[appointment_id],
  [change_request].[appointment_id] as [asked_about],
  [stated_reason].[reason] as [stated_reason],
  [trust].[name] as [trust_name], case when trust.names_staff_to_patients = 1 then staff_user.name end as staff_name
from [audit_log]
left join [trust] on [trust].[ods_code] = [audit_log].[actor_trust]
left join [staff_user] on [staff_user].[id] = [audit_log].[actor_id]
and [audit_log].[actor] = @p1
left join [change_request] on [change_request].[id] = [audit_log].[subject_id]
and [audit_log].[subject_type] = @p2
left join [stated_reason] on [stated_reason].[id] = [audit_log].[subject_id]
and [audit_log].[action] = @p3
where [audit_log].[patient_id] = @p4
and [audit_log].[actor] in (@p5, @p6)
and [audit_log].[place] < @p7
order by [audit_log].[place] desc

-- lastLogOut

select top (@p0) [at]
from [audit_log]
where [patient_id] = @p1
and [action] in (@p2, @p3)
and [at] > @p4
order by [place] desc

-- listEarlierEntries

select top (@p0) [id],
  [at],
  [actor],
  [action],
  [appointment_id]
from [audit_entry]
where [patient_id] = @p1
order by [id] desc

select top (@p0) [id],
  [at],
  [actor],
  [action],
  [appointment_id]
from [audit_entry]
where [patient_id] = @p1
and [actor] in (@p2, @p3)
and [id] < @p4
order by [id] desc
