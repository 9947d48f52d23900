-- addContactRequest

insert into [contact_request] ([about],
  [answer_by],
  [answer_to],
  [suits],
  [task_id],
  [words])
values (@p0, @p1, @p2, @p3, @p4, @p5)

-- findAsked

select *
from [contact_request]
where [task_id] in (@p0)

-- listAskedTrusts

select top (@p0) [ods_code],
  [name],
  [promise_working_hours],
  [open_days],
  [opens_at],
  [closes_at]
from [trust]
order by [name] asc

select top (@p0) [ods_code],
  [name],
  [promise_working_hours],
  [open_days],
  [opens_at],
  [closes_at]
from [trust]
where [ods_code] in (@p1)
order by [name] asc
