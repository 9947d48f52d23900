-- listQuestionnaires

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
  [trust].[promise_working_hours],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [questionnaire_response].[submitted_at],
  [questionnaire_response].[flagged]
from [questionnaire]
inner join [questionnaire_definition] on [questionnaire_definition].[id] = [questionnaire].[definition_id]
inner join [trust] on [trust].[ods_code] = [questionnaire].[trust_ods_code]
left join [questionnaire_response] on [questionnaire_response].[questionnaire_id] = [questionnaire].[id]
inner join [patient] on [patient].[id] = [questionnaire].[patient_id]
where [questionnaire_response].[trust_ods_code] = @p1
and [questionnaire_response].[reviewed_at] is null
order by [questionnaire_response].[flagged] desc,
  [questionnaire_response].[submitted_at] asc,
  [questionnaire].[id] asc

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
  [trust].[promise_working_hours],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [questionnaire_response].[submitted_at],
  [questionnaire_response].[flagged]
from [questionnaire]
inner join [questionnaire_definition] on [questionnaire_definition].[id] = [questionnaire].[definition_id]
inner join [trust] on [trust].[ods_code] = [questionnaire].[trust_ods_code]
left join [questionnaire_response] on [questionnaire_response].[questionnaire_id] = [questionnaire].[id]
inner join [patient] on [patient].[id] = [questionnaire].[patient_id]
where [questionnaire_response].[trust_ods_code] = @p1
and [questionnaire_response].[reviewed_at] is not null
order by [questionnaire_response].[submitted_at] desc,
  [questionnaire].[id] asc

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
  [trust].[promise_working_hours],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [questionnaire_response].[submitted_at],
  [questionnaire_response].[flagged]
from [questionnaire]
inner join [questionnaire_definition] on [questionnaire_definition].[id] = [questionnaire].[definition_id]
inner join [trust] on [trust].[ods_code] = [questionnaire].[trust_ods_code]
left join [questionnaire_response] on [questionnaire_response].[questionnaire_id] = [questionnaire].[id]
inner join [patient] on [patient].[id] = [questionnaire].[patient_id]
where [questionnaire].[trust_ods_code] = @p1
and [questionnaire].[completed_at] is null
and [questionnaire].[revoked_at] is null
and ([questionnaire].[expires_at] is null or [questionnaire].[expires_at] > @p2)
order by [questionnaire].[asked_at] asc,
  [questionnaire].[id] asc

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
  [trust].[promise_working_hours],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [questionnaire_response].[submitted_at],
  [questionnaire_response].[flagged]
from [questionnaire]
inner join [questionnaire_definition] on [questionnaire_definition].[id] = [questionnaire].[definition_id]
inner join [trust] on [trust].[ods_code] = [questionnaire].[trust_ods_code]
left join [questionnaire_response] on [questionnaire_response].[questionnaire_id] = [questionnaire].[id]
inner join [patient] on [patient].[id] = [questionnaire].[patient_id]
where [questionnaire].[trust_ods_code] = @p1
and ([questionnaire].[revoked_at] is not null or [questionnaire].[completed_by] = @p2 or ([questionnaire].[completed_at] is null
and [questionnaire].[expires_at] <= @p3))
order by [questionnaire].[asked_at] desc,
  [questionnaire].[id] asc

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
  [trust].[promise_working_hours],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date],
  [questionnaire_response].[submitted_at],
  [questionnaire_response].[flagged]
from [questionnaire]
inner join [questionnaire_definition] on [questionnaire_definition].[id] = [questionnaire].[definition_id]
inner join [trust] on [trust].[ods_code] = [questionnaire].[trust_ods_code]
left join [questionnaire_response] on [questionnaire_response].[questionnaire_id] = [questionnaire].[id]
inner join [patient] on [patient].[id] = [questionnaire].[patient_id]
where [questionnaire_response].[trust_ods_code] = @p1
and [questionnaire_response].[flagged] = @p2
and [questionnaire_response].[reviewed_at] is null
order by [questionnaire_response].[flagged] desc,
  [questionnaire_response].[submitted_at] asc,
  [questionnaire].[id] asc

-- countToReview

select top (@p0) count(*) as total, count(case when flagged = 1 then 1 end) as flagged_ones
from [questionnaire_response]
where [trust_ods_code] = @p1
and [reviewed_at] is null

-- findQuestionnairePatient

select top (@p0) [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date]
from [patient]
where [id] = @p1

-- hasQuestionnaireAt

select top (@p0) [id]
from [questionnaire]
where [patient_id] = @p1
and [trust_ods_code] = @p2
