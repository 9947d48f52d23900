-- listChoices

select [trust].[ods_code],
  [trust].[name],
  [letter_choice].[by_post]
from [trust]
left join [letter_choice] on [letter_choice].[trust_ods_code] = [trust].[ods_code]
and [letter_choice].[patient_id] = @p0
where [trust].[letters_also_by_post] = @p1
and [trust].[post_letters_after_hours] is not null
order by [trust].[name] asc

-- saveChoice

update [letter_choice] set [by_post] = @p0,
  [chosen_at] = @p1,
  [version] = version + 1
where [patient_id] = @p2
and [trust_ods_code] = @p3;select @@rowcount
