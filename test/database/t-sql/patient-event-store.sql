-- addPatientEvent

select top (@p0) max([place]) as [place]
from [patient_event]
where [patient_id] = @p1

insert into [patient_event] ([appointment_id],
  [at],
  [event],
  [note],
  [patient_id],
  [place],
  [role],
  [staff_user_id],
  [told],
  [trust_ods_code])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)

-- listPatientEvents

select *
from [patient_event]
where [patient_id] = @p0
order by [place] asc
