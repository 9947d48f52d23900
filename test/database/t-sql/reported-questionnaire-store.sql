-- findReportableQuestionnaire

select top (@p0) [questionnaire].[id],
  [questionnaire].[patient_id],
  [questionnaire].[appointment_id],
  [questionnaire].[trust_ods_code],
  [questionnaire].[available_from],
  [questionnaire_definition].[type]
from [questionnaire]
inner join [questionnaire_definition] on [questionnaire_definition].[id] = [questionnaire].[definition_id]
inner join [patient] on [patient].[id] = [questionnaire].[patient_id]
where [questionnaire].[id] = @p1
and ([patient].[portal_access] = @p2
and [patient].[sensitive] = @p3
and [patient].[nhs_number_status] = @p4
and [patient].[birth_date] <= @p5)
