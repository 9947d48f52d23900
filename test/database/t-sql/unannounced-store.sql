-- listUnannounced

select top (@p0) [id],
  [patient_id],
  [version],
  [status]
from [questionnaire]
where announced_at is null
and [available_from] <= @p1
order by [available_from] asc,
  [id] asc

-- markAnnounced

update [questionnaire] set [version] = @p0,
  [announced_at] = @p1
where [id] = @p2
and [version] = @p3
and [announced_at] is null;select @@rowcount
