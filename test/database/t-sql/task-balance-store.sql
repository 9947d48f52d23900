-- taskBalance

select [status], count(*) as total
from [task] group by [status]

select top (@p0) count(*) as [total]
from [task_event]
inner join [task] on [task].[id] = [task_event].[task_id]
where [task_event].[event] in (@p1, @p2)
and task_event.event <> task.status

select top (@p0) count(*) as [total]
from (select [task_id]
from [task_event]
where [event] in (@p1, @p2) group by [task_id] having count(*) > 1) as [twice]

select top (@p0) count(*) as [total]
from [task]
where status <> 'open'
and not exists (select [task_id]
from [task_event]
where task_event.task_id = task.id
and [event] in (@p1, @p2))

-- countPastPromise

select top (@p0) count(*) as [total]
from [task]
where status = 'open'
and [promised_by] < @p1
