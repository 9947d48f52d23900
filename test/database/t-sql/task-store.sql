-- addTask

insert into [task] ([appointment_id],
  [id],
  [kind],
  [opened_at],
  [patient_id],
  [promised_by],
  [trust_ods_code])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6)

-- findTaskOfTrust

select top (@p0) *
from [task]
where [id] = @p1
and [trust_ods_code] = @p2
and [kind] in (@p3)

-- findTaskOfPatient

select top (@p0) *
from [task]
where [id] = @p1
and [patient_id] = @p2
and [kind] = @p3

-- listTasksOfPatient

select *
from [task]
where [patient_id] = @p0
and [kind] = @p1
order by case when status = 'open' then 0 else 1 end,
  [opened_at] desc,
  [id] desc
offset @p2 rows fetch next @p3 rows only

-- countOpenOfPatient

select top (@p0) count(*) as [total]
from [task]
where [patient_id] = @p1
and [kind] = @p2
and [status] = @p3

-- saveTask

update [task] set [version] = @p0,
  [claimed_by] = @p1,
  [claimed_at] = @p2,
  [claimed_until] = @p3
where [id] = @p4
and [version] = @p5
and [status] = @p6;select @@rowcount

update [task] set [version] = @p0,
  [assigned_to] = @p1
where [id] = @p2
and [version] = @p3
and [status] = @p4;select @@rowcount

update [task] set [version] = @p0,
  [priority] = @p1
where [id] = @p2
and [version] = @p3
and [status] = @p4;select @@rowcount

update [task] set [version] = @p0,
  [claimed_by] = @p1,
  [claimed_at] = @p2,
  [claimed_until] = @p3,
  [status] = @p4,
  [outcome] = @p5,
  [reply] = @p6,
  [closed_at] = @p7,
  [closed_by] = @p8
where [id] = @p9
and [version] = @p10
and [status] = @p11;select @@rowcount
