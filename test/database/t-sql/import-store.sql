-- findTrust

select top (@p0) [ods_code],
  [post_letters_after_hours],
  [letters_also_by_post]
from [trust]
where [ods_code] = @p1

-- findRecipient

select top (@p0) [patient].[id],
  [patient].[birth_date],
  [letter_choice].[by_post]
from [patient]
left join [letter_choice] on [letter_choice].[patient_id] = [patient].[id]
and [letter_choice].[trust_ods_code] = @p1
where [patient].[nhs_number] = @p2

-- findAppointmentId

select top (@p0) [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where [appointment].[pas_id] = @p1
and [appointment].[patient_id] = @p2
and [clinic].[trust_ods_code] = @p3

-- findKnownLetter

select top (@p0) *
from [letter]
where [trust_ods_code] = @p1
and [source_id] = @p2

-- isReplacedBy

select top (@p0) [superseded_by]
from [letter]
where [id] = @p1

-- changeLetter

update [letter] set [version] = @p0,
  [appointment_id] = @p1,
  [embargoed_until] = @p2,
  [post_after] = @p3,
  [post_always] = @p4,
  [superseded_by] = @p5,
  [withdrawn_at] = @p6
where [id] = @p7
and [version] = @p8;select @@rowcount
