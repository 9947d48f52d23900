-- listIdsFrom

select top (@p0) [id]
from [stored_file]
where [id] >= @p1
order by [id] asc

-- listFaulty

select top (@p0) [id]
from [stored_file]
where [fault] is not null
order by [id] asc

-- listIdsInFolder

select [id]
from [stored_file]
where [place] = @p0
and [id] >= @p1
and [id] < @p2
order by [id] asc

-- recordFault

update [stored_file] set [fault] = @p0
where [id] = @p1;select @@rowcount

-- recordCheck

insert into [stored_file_check] ([at],
  [id],
  [read],
  [strays],
  [unreadable])
values (@p0, @p1, @p2, @p3, @p4)

-- countFaulty

select top (@p0) count([id]) as [total]
from [stored_file]
where [fault] is not null

-- findLastCheck

select top (@p0) [at],
  [strays]
from [stored_file_check]
order by [at] desc

-- findOldest

select top (@p0) [stored_at]
from [stored_file]
order by [stored_at] asc
