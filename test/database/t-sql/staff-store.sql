-- recordStaffUser

update [staff_user] set [name] = @p0,
  [last_log_in_at] = @p1 output inserted.[id]
where [subject_hash] = @p2

insert into [staff_user] ([first_seen_at],
  [id],
  [last_log_in_at],
  [name],
  [subject_hash])
values (@p0, @p1, @p2, @p3, @p4)

-- findStaffUsers

select [id],
  [name]
from [staff_user]
where [id] in (@p0, @p1)

-- recordPost

update [staff_post] set [last_taken_at] = @p0
where [trust_ods_code] = @p1
and [user_id] = @p2
and [role] = @p3;select @@rowcount

-- listColleagues

select [id],
  [name]
from [staff_user]
where [id] in (select [user_id]
from [staff_post]
where [trust_ods_code] = @p0
and [role] in (@p1, @p2)
and [last_taken_at] > @p3)
order by [name] asc,
  [id] asc

-- findTrusts

select [ods_code] as [odsCode],
  [name]
from [trust]
where [ods_code] in (@p0)
