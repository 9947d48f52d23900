-- addRequest

insert into [change_request] ([appointment_id],
  [clinic_id],
  [dates_to_avoid],
  [id],
  [kind],
  [preferred_days],
  [preferred_times],
  [promised_by],
  [reason],
  [requested_at],
  [trust_ods_code])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)

-- openRequestAges

select top (@p0) count(*) as waiting, count(case when requested_at >= @p1 then 1 end) as [within_1], count(case when requested_at >= @p2 then 1 end) as [within_3], count(case when requested_at >= @p3 then 1 end) as [within_7], count(case when promised_by < @p4 then 1 end) as past_promise
from [change_request]
where [status] = @p5
