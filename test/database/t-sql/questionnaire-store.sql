-- addQuestionnaire

insert into [questionnaire] ([announced_at],
  [appointment_id],
  [asked_at],
  [available_from],
  [definition_id],
  [expires_at],
  [id],
  [patient_id],
  [source],
  [source_id],
  [trust_ods_code])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)

-- findQuestionnaireOfPatient

select top (@p0) [questionnaire].*,
  [questionnaire_definition].[title],
  [questionnaire_definition].[type],
  [trust].[name] as [trust_name],
  [trust].[phone],
  [trust].[sms_number],
  [trust].[email],
  [trust].[postal_address],
  [trust].[open_days],
  [trust].[opens_at],
  [trust].[closes_at],
  [trust].[promise_working_hours]
from [questionnaire]
inner join [questionnaire_definition] on [questionnaire_definition].[id] = [questionnaire].[definition_id]
inner join [trust] on [trust].[ods_code] = [questionnaire].[trust_ods_code]
where [questionnaire].[id] = @p1
and [questionnaire].[patient_id] = @p2
and [questionnaire].[available_from] <= @p3

-- listQuestionnairesOfPatient

select top (@p0) [questionnaire].*,
  [questionnaire_definition].[title],
  [questionnaire_definition].[type],
  [trust].[name] as [trust_name],
  [trust].[phone],
  [trust].[sms_number],
  [trust].[email],
  [trust].[postal_address],
  [trust].[open_days],
  [trust].[opens_at],
  [trust].[closes_at],
  [trust].[promise_working_hours]
from [questionnaire]
inner join [questionnaire_definition] on [questionnaire_definition].[id] = [questionnaire].[definition_id]
inner join [trust] on [trust].[ods_code] = [questionnaire].[trust_ods_code]
where [questionnaire].[patient_id] = @p1
and [questionnaire].[available_from] <= @p2
order by [questionnaire].[asked_at] desc,
  [questionnaire].[id] desc

-- findQuestionnaireOfTrust

select top (@p0) [questionnaire].*,
  [questionnaire_definition].[title],
  [questionnaire_definition].[type],
  [trust].[name] as [trust_name],
  [trust].[phone],
  [trust].[sms_number],
  [trust].[email],
  [trust].[postal_address],
  [trust].[open_days],
  [trust].[opens_at],
  [trust].[closes_at],
  [trust].[promise_working_hours]
from [questionnaire]
inner join [questionnaire_definition] on [questionnaire_definition].[id] = [questionnaire].[definition_id]
inner join [trust] on [trust].[ods_code] = [questionnaire].[trust_ods_code]
where [questionnaire].[id] = @p1
and [questionnaire].[trust_ods_code] = @p2

-- listQuestionnairesAtTrust

select top (@p0) [questionnaire].*,
  [questionnaire_definition].[title],
  [questionnaire_definition].[type],
  [trust].[name] as [trust_name],
  [trust].[phone],
  [trust].[sms_number],
  [trust].[email],
  [trust].[postal_address],
  [trust].[open_days],
  [trust].[opens_at],
  [trust].[closes_at],
  [trust].[promise_working_hours]
from [questionnaire]
inner join [questionnaire_definition] on [questionnaire_definition].[id] = [questionnaire].[definition_id]
inner join [trust] on [trust].[ods_code] = [questionnaire].[trust_ods_code]
where [questionnaire].[patient_id] = @p1
and [questionnaire].[trust_ods_code] = @p2
order by [questionnaire].[asked_at] desc,
  [questionnaire].[id] desc

-- saveQuestionnaire

update [questionnaire] set [status] = @p0,
  [version] = @p1,
  [announced_at] = @p2,
  [started_at] = @p3
where [id] = @p4
and [version] = @p5
and [status] in (@p6, @p7);select @@rowcount

update [questionnaire] set [status] = @p0,
  [version] = @p1,
  [announced_at] = @p2,
  [revoked_at] = @p3
where [id] = @p4
and [version] = @p5
and [status] in (@p6, @p7);select @@rowcount

update [questionnaire] set [status] = @p0,
  [version] = @p1,
  [announced_at] = @p2,
  [completed_at] = @p3,
  [completed_by] = @p4
where [id] = @p5
and [version] = @p6
and [status] in (@p7, @p8);select @@rowcount
