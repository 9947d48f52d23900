-- audit

insert into [audit_entry] ([action],
  [actor],
  [appointment_id],
  [at],
  [patient_id],
  [version])
values (@p0, @p1, @p2, @p3, @p4, @p5)
