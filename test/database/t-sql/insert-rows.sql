-- insertRows

insert into [clinician] ([id],
  [name],
  [role])
values (@p0, @p1, @p2), (@p3, @p4, @p5)

-- upsertRows

select [id]
from [clinician]
where [id] in (@p0)

insert into [clinician] ([id],
  [name],
  [role])
values (@p0, @p1, @p2)
