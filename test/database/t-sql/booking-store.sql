-- markCancelled

update [appointment] set [status] = @p0,
  [attended] = @p1,
  [cancelled_at] = @p2,
  [cancelled_by] = @p3,
  [cancellation_reason] = @p4,
  [moved_to_id] = @p5,
  [version] = @p6
where [id] = @p7
and [version] = @p8
and [status] = @p9;select @@rowcount

-- incrementVersion

update [appointment] set [version] = @p0
where [id] = @p1
and [version] = @p2
and [status] = @p3;select @@rowcount

-- markSucceeded

update [appointment] set [moved_to_id] = @p0,
  [version] = @p1
where [id] = @p2
and [version] = @p3
and [status] = @p4
and [moved_to_id] is null;select @@rowcount

-- addBooking

select top (@p0) *
from [slot]
where [id] = @p1

insert into [appointment] ([clinic_id],
  [clinician_id],
  [ends_at],
  [id],
  [medium],
  [pas_id],
  [patient_id],
  [place],
  [site_ods_code],
  [slot_id],
  [starts_at],
  [title])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)

-- rebook

select top (@p0) *
from [appointment]
where [id] = @p1

select top (@p0) *
from [slot]
where [id] = @p1

insert into [appointment] ([attended],
  [cancellation_reason],
  [cancelled_at],
  [cancelled_by],
  [changes_made],
  [clinician_id],
  [ends_at],
  [id],
  [medium],
  [moved_to_id],
  [pas_id],
  [patient_id],
  [place],
  [site_ods_code],
  [slot_id],
  [starts_at],
  [status],
  [version])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17)
