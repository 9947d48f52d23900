-- audit

update [audit_head] set [entries] = entries + 1 output inserted.[entries],
  inserted.[hash]
where [patient_id] = @p0

update [patient] set [version] = [version]
where [id] = @p0;select @@rowcount

update [audit_head] set [entries] = entries + 1 output inserted.[entries],
  inserted.[hash]
where [patient_id] = @p0

select [patient_id],
  [at],
  [actor],
  [action],
  [appointment_id],
  [version]
from [audit_entry]
where [patient_id] = @p0
order by [id] asc

insert into [audit_head] ([earlier],
  [entries],
  [hash],
  [patient_id])
values (@p0, @p1, @p2, @p3)

insert into [audit_log] ([action],
  [actor],
  [actor_id],
  [actor_role],
  [actor_trust],
  [appointment_id],
  [at],
  [format],
  [hash],
  [patient_id],
  [place],
  [previous_hash],
  [subject_id],
  [subject_type],
  [version])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14)

update [audit_head] set [hash] = @p0
where [patient_id] = @p1;select @@rowcount

-- auditAccess

begin transaction

update [audit_head] set [entries] = entries + 1 output inserted.[entries],
  inserted.[hash]
where [patient_id] = @p0

update [patient] set [version] = [version]
where [id] = @p0;select @@rowcount

update [audit_head] set [entries] = entries + 1 output inserted.[entries],
  inserted.[hash]
where [patient_id] = @p0

select [patient_id],
  [at],
  [actor],
  [action],
  [appointment_id],
  [version]
from [audit_entry]
where [patient_id] = @p0
order by [id] asc

insert into [audit_head] ([earlier],
  [entries],
  [hash],
  [patient_id])
values (@p0, @p1, @p2, @p3)

insert into [audit_log] ([action],
  [actor],
  [actor_id],
  [actor_role],
  [actor_trust],
  [appointment_id],
  [at],
  [format],
  [hash],
  [patient_id],
  [place],
  [previous_hash],
  [subject_id],
  [subject_type],
  [version])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14)

update [audit_head] set [hash] = @p0
where [patient_id] = @p1;select @@rowcount

commit

-- auditDisclosure

begin transaction

update [audit_head] set [entries] = entries + 1 output inserted.[entries],
  inserted.[hash]
where [patient_id] = @p0

update [patient] set [version] = [version]
where [id] = @p0;select @@rowcount

update [audit_head] set [entries] = entries + 1 output inserted.[entries],
  inserted.[hash]
where [patient_id] = @p0

select [patient_id],
  [at],
  [actor],
  [action],
  [appointment_id],
  [version]
from [audit_entry]
where [patient_id] = @p0
order by [id] asc

insert into [audit_head] ([earlier],
  [entries],
  [hash],
  [patient_id])
values (@p0, @p1, @p2, @p3)

insert into [audit_log] ([action],
  [actor],
  [actor_id],
  [actor_role],
  [actor_trust],
  [appointment_id],
  [at],
  [format],
  [hash],
  [patient_id],
  [place],
  [previous_hash],
  [subject_id],
  [subject_type],
  [version])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14)

update [audit_head] set [hash] = @p0
where [patient_id] = @p1;select @@rowcount

commit
