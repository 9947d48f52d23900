-- findAnswers

select top (@p0) *
from [questionnaire_answers]
where [questionnaire_id] = @p1

-- saveAnswers

select top (@p0) *
from [questionnaire_answers]
where [questionnaire_id] = @p1

insert into [questionnaire_answers] ([answers],
  [questionnaire_id],
  [saved_at],
  [unsent],
  [version])
values (@p0, @p1, @p2, @p3, @p4)

update [questionnaire_answers] set [answers] = @p0,
  [unsent] = @p1,
  [version] = @p2,
  [saved_at] = @p3
where [questionnaire_id] = @p4
and [version] = @p5;select @@rowcount

-- removeAnswers

delete
from [questionnaire_answers]
where [questionnaire_id] = @p0;select @@rowcount
