-- findSettings

select top (@p0) [clinic].[id],
  [clinic].[patient_facing_name],
  [clinic].[settings_version],
  [clinic].[preparation],
  [clinic].[cancel_how] as [own_cancel_how],
  [trust].[cancel_how] as [trust_cancel_how],
  [clinic].[reschedule_how] as [own_reschedule_how],
  [trust].[reschedule_how] as [trust_reschedule_how],
  [clinic].[minimum_notice_hours] as [own_minimum_notice_hours],
  [trust].[minimum_notice_hours] as [trust_minimum_notice_hours],
  [clinic].[most_changes] as [own_most_changes],
  [trust].[most_changes] as [trust_most_changes],
  [clinic].[promise_working_hours] as [own_promise_working_hours],
  [trust].[promise_working_hours] as [trust_promise_working_hours]
from [clinic]
inner join [trust] on [trust].[ods_code] = [clinic].[trust_ods_code]
where [clinic].[id] = @p1
and [clinic].[trust_ods_code] = @p2

-- saveSettings

update [clinic] set [cancel_how] = @p0,
  [reschedule_how] = @p1,
  [minimum_notice_hours] = @p2,
  [most_changes] = @p3,
  [promise_working_hours] = @p4,
  [preparation] = @p5,
  [settings_version] = @p6
where [id] = @p7
and [settings_version] = @p8;select @@rowcount

-- addSettingsEvent

insert into [clinic_settings_event] ([at],
  [became],
  [clinic_id],
  [role],
  [staff_user_id],
  [version],
  [was])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6)

-- listSettingsEvents

select top (@p0) *
from [clinic_settings_event]
where [clinic_id] = @p1
order by [version] desc
