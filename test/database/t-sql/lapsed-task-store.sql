-- listOfDead

select top (@p0) [task].*
from [task]
inner join [patient] on [patient].[id] = [task].[patient_id]
where task.status = 'open'
and [patient].[death_date] is not null
order by [task].[promised_by] asc

-- findOfDead

select top (@p0) [task].*
from [task]
inner join [patient] on [patient].[id] = [task].[patient_id]
where task.status = 'open'
and [patient].[death_date] is not null
and [task].[id] = @p1
and [task].[version] = @p2
