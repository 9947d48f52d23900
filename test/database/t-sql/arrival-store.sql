-- listArrivals

select top (@p0) [id]
from [letter_arrival]
where refused is null
order by [arrived_at] asc,
  [id] asc

-- findArrival

select top (@p0) *
from [letter_arrival]
where [id] = @p1

-- removeArrival

delete
from [letter_arrival]
where [id] = @p0;select @@rowcount

-- refuseArrival

update [letter_arrival] set [refused] = @p0,
  [refused_field] = @p1,
  [refused_at] = @p2
where [id] = @p3;select @@rowcount

-- countArrivals

select top (@p0) count([id]) as [total]
from [letter_arrival]
where refused is null

select top (@p0) count([id]) as [total]
from [letter_arrival]
where [refused] is not null
