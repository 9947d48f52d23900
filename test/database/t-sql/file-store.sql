-- findFile

select top (@p0) [id],
  [format],
  [size],
  [key_id],
  [wrapped_key],
  [place]
from [stored_file]
where [id] = @p1

-- addFile

insert into [stored_file] ([format],
  [id],
  [key_id],
  [place],
  [size],
  [stored_at],
  [wrapped_key])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6)

-- removeFiles

select [id]
from [stored_file]
where [id] in (@p0)
and [place] = @p1

delete
from [stored_file_chunk]
where [file_id] in (@p0);select @@rowcount

delete
from [stored_file]
where [id] in (@p0);select @@rowcount

-- addChunk

insert into [stored_file_chunk] ([content],
  [file_id],
  [number])
values (@p0, @p1, @p2)

-- listChunks

select top (@p0) [number],
  [content]
from [stored_file_chunk]
where [file_id] = @p1
and [number] >= @p2
order by [number] asc

-- listWrappedByOthers

select top (@p0) [id],
  [format],
  [size],
  [key_id],
  [wrapped_key],
  [place]
from [stored_file]
where not [key_id] = @p1
and [id] > @p2
order by [id] asc

-- countByKey

select [key_id], count([id]) as [total]
from [stored_file] group by [key_id]
order by [key_id] asc

-- replaceWrappedKey

update [stored_file] set [key_id] = @p0,
  [wrapped_key] = @p1
where [id] = @p2
and [key_id] = @p3;select @@rowcount

-- countWrappedByOthers

select top (@p0) count([id]) as [total]
from [stored_file]
where not [key_id] = @p1
