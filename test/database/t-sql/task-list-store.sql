-- findOpeningHours

select top (@p0) [open_days],
  [opens_at],
  [closes_at]
from [trust]
where [ods_code] = @p1

-- listTasks

select top (@p0) [task].*,
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date]
from [task]
inner join [patient] on [patient].[id] = [task].[patient_id]
where [task].[trust_ods_code] = @p1
and task.status = 'open'
and [task].[kind] in (@p2)
order by [task].[promised_by] asc,
  [task].[id] asc

select top (@p0) [task].*,
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date]
from [task]
inner join [patient] on [patient].[id] = [task].[patient_id]
where [task].[trust_ods_code] = @p1
and task.status = 'open'
and [task].[kind] in (@p2)
and [task].[promised_by] < @p3
and [task].[claimed_by] = @p4
and [task].[claimed_until] is not null
and [task].[claimed_until] > @p5
and [task].[promised_by] >= @p6
and ([task].[promised_by] > @p7 or [task].[id] > @p8)
order by [task].[promised_by] asc,
  [task].[id] asc

select top (@p0) [task].*,
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date]
from [task]
inner join [patient] on [patient].[id] = [task].[patient_id]
where [task].[trust_ods_code] = @p1
and task.status = 'open'
and [task].[kind] in (@p2)
and ([task].[claimed_until] is null or [task].[claimed_until] <= @p3)
and [task].[assigned_to] = @p4
order by [task].[promised_by] asc,
  [task].[id] asc

select top (@p0) [task].*,
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date]
from [task]
inner join [patient] on [patient].[id] = [task].[patient_id]
where [task].[trust_ods_code] = @p1
and task.status = 'open'
and [task].[kind] in (@p2)
and [task].[assigned_to] is null
and ([task].[priority] is null or ([task].[priority] is not null
and [task].[promised_by] >= @p3
and ([task].[promised_by] > @p4 or [task].[id] > @p5)))
order by [task].[priority] desc,
  [task].[promised_by] asc,
  [task].[id] asc

select top (@p0) [task].*,
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date]
from [task]
inner join [patient] on [patient].[id] = [task].[patient_id]
where [task].[trust_ods_code] = @p1
and task.status = 'open'
and [task].[kind] in (@p2)
and [task].[assigned_to] = @p3
and [task].[priority] is null
and [task].[promised_by] >= @p4
and ([task].[promised_by] > @p5 or [task].[id] > @p6)
order by [task].[priority] desc,
  [task].[promised_by] asc,
  [task].[id] asc

select top (@p0) [task].*,
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date]
from [task]
inner join [patient] on [patient].[id] = [task].[patient_id]
where [task].[trust_ods_code] = @p1
and task.status <> 'open'
and [task].[kind] in (@p2)
and [task].[closed_at] <= @p3
and ([task].[closed_at] < @p4 or [task].[id] < @p5)
order by [task].[closed_at] desc,
  [task].[id] desc

-- listChosenTasks

select [task].*,
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date]
from [task]
inner join [patient] on [patient].[id] = [task].[patient_id]
where [task].[trust_ods_code] = @p0
and [task].[kind] in (@p1)
and [task].[id] in (@p2, @p3)
order by [task].[promised_by] asc,
  [task].[id] asc

-- countListed

select count(*) as [listed]
from [task]
where [task].[trust_ods_code] = @p0
and task.status = 'open'
and [task].[kind] in (@p1)
and [task].[promised_by] < @p2

select count(*) as [listed]
from [task]
where [task].[trust_ods_code] = @p0
and task.status = 'open'
and [task].[kind] in (@p1)
and [task].[promised_by] >= @p2
and ([task].[promised_by] > @p3 or [task].[id] > @p4)

select count(*) as [listed]
from [task]
where [task].[trust_ods_code] = @p0
and task.status = 'open'
and [task].[kind] in (@p1)
and ([task].[priority] is null or ([task].[priority] is not null
and [task].[promised_by] >= @p2
and ([task].[promised_by] > @p3 or [task].[id] > @p4)))

-- countTasks

select top (@p0) count(*) as open_now, count(case when task.promised_by < @p1 then 1 end) as overdue, count(case when task.claimed_by = @p2
and task.claimed_until > @p3 then 1 end) as mine, count(case when task.claimed_until > @p4 then 1 end) as claimed, count(case when task.assigned_to = @p5 then 1 end) as assigned
from [task]
where [task].[trust_ods_code] = @p6
and task.status = 'open'
and [task].[kind] in (@p7)

-- findTaskPatient

select top (@p0) [id] as [patient_id],
  [patient].[nhs_number],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[birth_date]
from [patient]
where [id] = @p1
