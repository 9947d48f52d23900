-- openUntil

select top (@p0) [open_until]
from [stated_reason]
where [patient_id] = @p1
and [staff_user_id] = @p2
and [trust_ods_code] = @p3
and [open_until] > @p4
order by [open_until] desc

-- addStatedReason

insert into [stated_reason] ([explanation],
  [id],
  [open_until],
  [patient_id],
  [reason],
  [role],
  [staff_user_id],
  [stated_at],
  [trust_ods_code])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)

-- listStatedReasons

select top (@p0) [stated_reason].*,
  [patient].[nhs_number]
from [stated_reason]
inner join [patient] on [patient].[id] = [stated_reason].[patient_id]
where [stated_reason].[trust_ods_code] = @p1
and reviewed_at is null
order by [stated_at] asc,
  [stated_reason].[id] asc

select top (@p0) [stated_reason].*,
  [patient].[nhs_number]
from [stated_reason]
inner join [patient] on [patient].[id] = [stated_reason].[patient_id]
where [stated_reason].[trust_ods_code] = @p1
and reviewed_at is null
and [stated_at] >= @p2
and ([stated_at] > @p3 or [stated_reason].[id] > @p4)
order by [stated_at] asc,
  [stated_reason].[id] asc

select top (@p0) [stated_reason].*,
  [patient].[nhs_number]
from [stated_reason]
inner join [patient] on [patient].[id] = [stated_reason].[patient_id]
where [stated_reason].[trust_ods_code] = @p1
and reviewed_at is not null
and [reviewed_at] <= @p2
and ([reviewed_at] < @p3 or [stated_reason].[id] < @p4)
order by [reviewed_at] desc,
  [stated_reason].[id] desc

-- findStatedReason

select top (@p0) [stated_reason].*,
  [patient].[nhs_number]
from [stated_reason]
inner join [patient] on [patient].[id] = [stated_reason].[patient_id]
where [stated_reason].[trust_ods_code] = @p1
and [stated_reason].[id] = @p2

-- countToReview

select top (@p0) count(*) as all_of_them, count(case when stated_at < @p1 then 1 end) as late
from [stated_reason]
where [trust_ods_code] = @p2
and reviewed_at is null

-- saveReview

update [stated_reason] set [reviewed_at] = @p0,
  [reviewed_by] = @p1,
  [justified] = @p2,
  [review_note] = @p3
where [id] = @p4
and reviewed_at is null;select @@rowcount
