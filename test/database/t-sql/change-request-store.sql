-- addRequest

insert into [change_request] ([appointment_id],
  [dates_to_avoid],
  [id],
  [kind],
  [preferred_days],
  [preferred_times],
  [promised_by],
  [reason],
  [requested_at])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)
