-- addResponse

insert into [questionnaire_response] ([content],
  [flagged],
  [flags],
  [patient_id],
  [questionnaire_id],
  [submitted_at],
  [task_id],
  [trust_ods_code])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)

-- findResponseOfTask

select top (@p0) [questionnaire_id]
from [questionnaire_response]
where [task_id] = @p1

-- findResponse

select top (@p0) *
from [questionnaire_response]
where [questionnaire_id] = @p1

-- markReviewed

update [questionnaire_response] set [reviewed_at] = @p0,
  [reviewed_by] = @p1
where [questionnaire_id] = @p2
and [reviewed_at] is null;select @@rowcount
