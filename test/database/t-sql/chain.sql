-- appendEntry

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

-- appendEntries

update [audit_head] set [entries] = entries + 1 output inserted.[patient_id],
  inserted.[entries],
  inserted.[hash]
where [patient_id] in (@p0, @p1)

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

insert into [audit_log] ([patient_id],
  [place],
  [at],
  [actor],
  [actor_id],
  [actor_role],
  [actor_trust],
  [action],
  [subject_type],
  [subject_id],
  [appointment_id],
  [version],
  [format],
  [previous_hash],
  [hash])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14), (@p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23, @p24, @p25, @p26, @p27, @p28, @p29)

update [audit_head] set [hash] = case patient_id when @p0 then @p1 when @p2 then @p3 end
where [patient_id] in (@p4, @p5);select @@rowcount

-- earlierEntries

select [patient_id],
  [at],
  [actor],
  [action],
  [appointment_id],
  [version]
from [audit_entry]
