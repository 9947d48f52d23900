-- saveSearch

insert into [patient_search] ([id],
  [searched_at],
  [staff_user_id],
  [terms],
  [trust_ods_code])
values (@p0, @p1, @p2, @p3, @p4)

-- findSearch

select top (@p0) [terms]
from [patient_search]
where [id] = @p1
and [staff_user_id] = @p2
and [trust_ods_code] = @p3
and [searched_at] > @p4
