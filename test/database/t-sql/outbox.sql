-- tell

insert into [outbox_event] ([appointment_id],
  [created_at],
  [id],
  [kind],
  [not_before],
  [version])
values (@p0, @p1, @p2, @p3, @p4, @p5)
