-- addResponse

insert into [questionnaire_response] ([content],
  [flagged],
  [patient_id],
  [questionnaire_id],
  [submitted_at],
  [trust_ods_code])
values (@p0, @p1, @p2, @p3, @p4, @p5)

-- findResponse

select top (@p0) *
from [questionnaire_response]
where [questionnaire_id] = @p1

-- markReviewed

update [questionnaire_response] set [reviewed_at] = @p0,
  [reviewed_by] = @p1
where [questionnaire_id] = @p2
and [reviewed_at] is null;select @@rowcount
