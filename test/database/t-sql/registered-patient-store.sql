-- patientsToRegister

select top (@p0) [patient].[id],
  [patient].[nhs_number]
from [patient]
left join [told_record] on [told_record].[patient_id] = [patient].[id]
and [told_record].[kind] = @p1
where ([patient].[portal_access] = @p2
and [patient].[sensitive] = @p3
and [patient].[nhs_number_status] = @p4
and [patient].[birth_date] <= @p5)
and [told_record].[patient_id] is null

select top (@p0) [asked_at]
from [resend_records]
where [kind] = @p1

-- markRegistered

begin transaction

select [patient_id]
from [told_record]
where [kind] = @p0
and [patient_id] in (@p1)

update [told_record] set [last_told_at] = @p0,
  [refused_at] = @p1
where [kind] = @p2
and [patient_id] in (@p3);select @@rowcount

update [told_record] set [first_told_at] = @p0
where [kind] = @p1
and [patient_id] in (@p2)
and [first_told_at] is null;select @@rowcount

insert into [told_record] ([patient_id],
  [kind],
  [first_told_at],
  [last_told_at],
  [refused_at])
values (@p0, @p1, @p2, @p3, @p4)

commit

-- markRefused

begin transaction

select [patient_id]
from [told_record]
where [kind] = @p0
and [patient_id] in (@p1)

update [told_record] set [refused_at] = @p0
where [kind] = @p1
and [patient_id] in (@p2);select @@rowcount

insert into [told_record] ([patient_id],
  [kind],
  [first_told_at],
  [last_told_at],
  [refused_at])
values (@p0, @p1, @p2, @p3, @p4)

commit

-- requestResend

update [resend_records] set [asked_at] = @p0
where [kind] = @p1;select @@rowcount

-- countRegistered

select top (@p0) count([patient_id]) as [total]
from [told_record]
where [kind] = @p1
and [first_told_at] <= @p2

-- countRefusedRecords

select top (@p0) count([patient_id]) as [total]
from [told_record]
where [refused_at] is not null
