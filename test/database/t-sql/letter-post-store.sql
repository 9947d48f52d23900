-- listDue

select top (@p0) [id],
  [patient_id]
from [letter]
where post_after is not null
and to_post_at is null
and [post_after] <= @p1
and (post_always = 1 or read_at is null)
and (letter.withdrawn_at is null
and letter.superseded_by is null
and (letter.embargoed_until is null or letter.embargoed_until <= @p2)
and not exists (select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = letter.trust_ods_code
and visibility_rule.treatment_function_code = letter.treatment_function_code)
and not exists (select appointment.id
from appointment
join clinic on clinic.id = appointment.clinic_id
where appointment.id = letter.appointment_id
and appointment.patient_id = letter.patient_id
and not (appointment.hidden = 0
and appointment.holding = 0
and not exists ( select visibility_rule.id
from visibility_rule
where visibility_rule.trust_ods_code = clinic.trust_ods_code
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code)))))
order by [post_after] asc,
  [id] asc

-- markToPost

update [letter] set [to_post_at] = @p0,
  [version] = version + 1
where [id] = @p1
and [to_post_at] is null
and [post_after] is not null
and (post_always = 1 or read_at is null);select @@rowcount

select top (@p0) [version]
from [letter]
where [id] = @p1

-- listToPost

select top (@p0) [letter].[id],
  [letter].[source_id],
  [letter].[dated_on],
  [letter].[to_post_at],
  [letter].[read_at],
  [letter].[patient_id],
  [patient].[given_name],
  [patient].[family_name],
  [patient].[nhs_number],
  [patient].[local_patient_id]
from [letter]
inner join [patient] on [patient].[id] = [letter].[patient_id]
where [letter].[trust_ods_code] = @p1
and letter.to_post_at is not null
and letter.post_ended_at is null
and letter.withdrawn_at is null
and letter.superseded_by is null
and patient.death_date is null
order by [letter].[to_post_at] asc,
  [letter].[id] asc

-- countToPost

select top (@p0) count([letter].[id]) as [total]
from [letter]
inner join [patient] on [patient].[id] = [letter].[patient_id]
where [letter].[trust_ods_code] = @p1
and letter.to_post_at is not null
and letter.post_ended_at is null
and letter.withdrawn_at is null
and letter.superseded_by is null
and patient.death_date is null

-- endPost

update [letter] set [post_ended_at] = @p0,
  [post_outcome] = @p1,
  [post_ended_by] = @p2,
  [version] = version + 1
where [id] = @p3
and [trust_ods_code] = @p4
and [post_ended_at] is null
and [to_post_at] is not null;select @@rowcount

select top (@p0) [version],
  [patient_id]
from [letter]
where [id] = @p1

update [letter] set [post_ended_at] = @p0,
  [post_outcome] = @p1,
  [post_ended_by] = @p2,
  [version] = version + 1
where [id] = @p3
and [trust_ods_code] = @p4
and [post_ended_at] is null
and [to_post_at] is not null
and [read_at] is not null;select @@rowcount

select top (@p0) [version],
  [patient_id]
from [letter]
where [id] = @p1
