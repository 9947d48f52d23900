-- insertLetters

insert into [letter] ([id],
  [patient_id],
  [trust_ods_code],
  [source_id],
  [appointment_id],
  [kind],
  [treatment_function_code],
  [dated_on],
  [embargoed_until],
  [imported_at],
  [file_id],
  [file_size],
  [file_pages],
  [file_format],
  [html_file_id],
  [content_hash],
  [post_after],
  [post_always])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17)

-- findLetter

select top (@p0) [letter].*,
  [trust].[name] as [trust_name],
  [trust].[phone] as [trust_phone],
  [trust].[sms_number] as [trust_sms_number],
  [trust].[email] as [trust_email],
  [trust].[postal_address] as [trust_postal_address],
  [trust].[open_days] as [trust_open_days],
  [trust].[opens_at] as [trust_opens_at],
  [trust].[closes_at] as [trust_closes_at], case when exists (select earlier.id
from letter earlier
where earlier.superseded_by = letter.id) then 1 else 0 end as replaces
from [letter]
inner join [trust] on [trust].[ods_code] = [letter].[trust_ods_code]
where [letter].[id] = @p1
and [letter].[patient_id] = @p2
and (letter.withdrawn_at is null
and letter.superseded_by is null
and (letter.embargoed_until is null or letter.embargoed_until <= @p3)
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

-- successorOf

select top (@p0) [superseded_by]
from [letter]
where [id] = @p1
and [patient_id] = @p2
and [withdrawn_at] is null

-- listLetters

select top (@p0) [letter].*,
  [trust].[name] as [trust_name],
  [trust].[phone] as [trust_phone],
  [trust].[sms_number] as [trust_sms_number],
  [trust].[email] as [trust_email],
  [trust].[postal_address] as [trust_postal_address],
  [trust].[open_days] as [trust_open_days],
  [trust].[opens_at] as [trust_opens_at],
  [trust].[closes_at] as [trust_closes_at], case when exists (select earlier.id
from letter earlier
where earlier.superseded_by = letter.id) then 1 else 0 end as replaces
from [letter]
inner join [trust] on [trust].[ods_code] = [letter].[trust_ods_code]
where [letter].[patient_id] = @p1
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
order by [letter].[dated_on] desc,
  [letter].[imported_at] desc,
  [letter].[id] desc

select [letter].*,
  [trust].[name] as [trust_name],
  [trust].[phone] as [trust_phone],
  [trust].[sms_number] as [trust_sms_number],
  [trust].[email] as [trust_email],
  [trust].[postal_address] as [trust_postal_address],
  [trust].[open_days] as [trust_open_days],
  [trust].[opens_at] as [trust_opens_at],
  [trust].[closes_at] as [trust_closes_at], case when exists (select earlier.id
from letter earlier
where earlier.superseded_by = letter.id) then 1 else 0 end as replaces
from [letter]
inner join [trust] on [trust].[ods_code] = [letter].[trust_ods_code]
where [letter].[patient_id] = @p0
and (letter.withdrawn_at is null
and letter.superseded_by is null
and (letter.embargoed_until is null or letter.embargoed_until <= @p1)
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
and [letter].[trust_ods_code] = @p2
and [letter].[dated_on] between @p3
and @p4
order by [letter].[dated_on] desc,
  [letter].[imported_at] desc,
  [letter].[id] desc
offset @p5 rows fetch next @p6 rows only

-- listUnread

select top (@p0) [letter].*,
  [trust].[name] as [trust_name],
  [trust].[phone] as [trust_phone],
  [trust].[sms_number] as [trust_sms_number],
  [trust].[email] as [trust_email],
  [trust].[postal_address] as [trust_postal_address],
  [trust].[open_days] as [trust_open_days],
  [trust].[opens_at] as [trust_opens_at],
  [trust].[closes_at] as [trust_closes_at], case when exists (select earlier.id
from letter earlier
where earlier.superseded_by = letter.id) then 1 else 0 end as replaces
from [letter]
inner join [trust] on [trust].[ods_code] = [letter].[trust_ods_code]
where [letter].[patient_id] = @p1
and [letter].[read_at] is null
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
order by [letter].[dated_on] desc,
  [letter].[id] desc

-- listLettersAbout

select [letter].*,
  [trust].[name] as [trust_name],
  [trust].[phone] as [trust_phone],
  [trust].[sms_number] as [trust_sms_number],
  [trust].[email] as [trust_email],
  [trust].[postal_address] as [trust_postal_address],
  [trust].[open_days] as [trust_open_days],
  [trust].[opens_at] as [trust_opens_at],
  [trust].[closes_at] as [trust_closes_at], case when exists (select earlier.id
from letter earlier
where earlier.superseded_by = letter.id) then 1 else 0 end as replaces
from [letter]
inner join [trust] on [trust].[ods_code] = [letter].[trust_ods_code]
where [letter].[appointment_id] = @p0
and [letter].[patient_id] = @p1
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
order by [letter].[dated_on] desc,
  [letter].[id] desc

-- countLetters

select [trust].[ods_code],
  [trust].[name], substring(letter.dated_on, 1, 4) as year, count([letter].[id]) as [total]
from [letter]
inner join [trust] on [trust].[ods_code] = [letter].[trust_ods_code]
where [letter].[patient_id] = @p0
and (letter.withdrawn_at is null
and letter.superseded_by is null
and (letter.embargoed_until is null or letter.embargoed_until <= @p1)
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
and (visibility_rule.clinic_id = clinic.id or visibility_rule.treatment_function_code = clinic.treatment_function_code))))) group by [trust].[ods_code],
  [trust].[name], substring(letter.dated_on, 1, 4)
order by [trust].[name] asc
