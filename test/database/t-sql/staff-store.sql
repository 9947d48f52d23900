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

-- findStaffUser

select top (@p0) [name]
from [staff_user]
where [id] = @p1

-- findTrusts

select [ods_code] as [odsCode],
  [name]
from [trust]
where [ods_code] in (@p0)
