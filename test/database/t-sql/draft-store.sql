-- saveDraft

update [draft] set [answers] = @p0,
  [saved_at] = @p1
where [person_id] = @p2
and [patient_id] = @p3
and [journey] = @p4
and [subject_type] = @p5
and [subject_id] = @p6;select @@rowcount

-- findDraft

select top (@p0) [answers]
from [draft]
where [person_id] = @p1
and [patient_id] = @p2
and [journey] = @p3
and [subject_type] = @p4
and [subject_id] = @p5
and [saved_at] > @p6

-- listDrafts

select [journey],
  [subject_type],
  [subject_id]
from [draft]
where [person_id] = @p0
and [patient_id] = @p1
and [saved_at] > @p2
order by [saved_at] desc,
  [id] asc

-- removeDraft

delete
from [draft]
where [person_id] = @p0
and [patient_id] = @p1
and [journey] = @p2
and [subject_type] = @p3
and [subject_id] = @p4;select @@rowcount
