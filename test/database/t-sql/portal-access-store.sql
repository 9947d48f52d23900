-- saveAccess

update [patient] set [portal_access] = @p0,
  [version] = @p1
where [id] = @p2
and [version] = @p3
and [portal_access] = @p4;select @@rowcount

-- addAccessEvent

insert into [portal_access_event] ([at],
  [event],
  [patient_id],
  [reason],
  [role],
  [staff_user_id],
  [trust_ods_code],
  [version])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)

-- listAccessEvents

select *
from [portal_access_event]
where [patient_id] = @p0
order by [version] asc
