-- clearExpired

delete
from [task_event]
where [task_id] in (select top (@p0) [task_event].[task_id]
from [task_event]
inner join [task] on [task].[id] = [task_event].[task_id]
where [task].[closed_at] <= @p1
order by [task].[closed_at] asc);select @@rowcount

delete
from [contact_request]
where [task_id] in (select top (@p0) [contact_request].[task_id]
from [contact_request]
inner join [task] on [task].[id] = [contact_request].[task_id]
where [task].[closed_at] <= @p1
order by [task].[closed_at] asc);select @@rowcount

delete
from [session]
where [id_hash] in (select top (@p0) [session].[id_hash]
from [session]
where [session].[expires_at] <= @p1
order by [session].[expires_at] asc);select @@rowcount

delete
from [rate_limit]
where [limit_key] in (select top (@p0) [rate_limit].[limit_key]
from [rate_limit]
where [rate_limit].[expires_at] <= @p1
order by [rate_limit].[expires_at] asc);select @@rowcount

delete
from [accepted_change]
where [idempotency_key] in (select top (@p0) [accepted_change].[idempotency_key]
from [accepted_change]
where [accepted_change].[accepted_at] <= @p1
order by [accepted_change].[accepted_at] asc);select @@rowcount

delete
from [stored_file_check]
where [id] in (select top (@p0) [stored_file_check].[id]
from [stored_file_check]
where [stored_file_check].[at] <= @p1
order by [stored_file_check].[at] asc);select @@rowcount

delete
from [outbox]
where [id] in (select top (@p0) [outbox].[id]
from [outbox]
where [outbox].[sent_at] <= @p1
order by [outbox].[sent_at] asc);select @@rowcount

delete
from [outbox_event]
where [id] in (select top (@p0) [outbox_event].[id]
from [outbox_event]
where [outbox_event].[sent_at] <= @p1
order by [outbox_event].[sent_at] asc);select @@rowcount

delete
from [used_once]
where [value_hash] in (select top (@p0) [used_once].[value_hash]
from [used_once]
where [used_once].[expires_at] <= @p1
order by [used_once].[expires_at] asc);select @@rowcount

delete
from [log_in_attempt]
where [state_hash] in (select top (@p0) [log_in_attempt].[state_hash]
from [log_in_attempt]
where [log_in_attempt].[expires_at] <= @p1
order by [log_in_attempt].[expires_at] asc);select @@rowcount

delete
from [staff_log_in_attempt]
where [state_hash] in (select top (@p0) [staff_log_in_attempt].[state_hash]
from [staff_log_in_attempt]
where [staff_log_in_attempt].[expires_at] <= @p1
order by [staff_log_in_attempt].[expires_at] asc);select @@rowcount

delete
from [task]
where [id] in (select top (@p0) [task].[id]
from [task]
where [task].[closed_at] <= @p1
order by [task].[closed_at] asc);select @@rowcount

delete
from [patient_search]
where [id] in (select top (@p0) [patient_search].[id]
from [patient_search]
where [patient_search].[searched_at] <= @p1
order by [patient_search].[searched_at] asc);select @@rowcount

delete
from [questionnaire_answers]
where [questionnaire_id] in (select top (@p0) [questionnaire_answers].[questionnaire_id]
from [questionnaire_answers]
where [questionnaire_answers].[saved_at] <= @p1
order by [questionnaire_answers].[saved_at] asc);select @@rowcount

delete
from [draft]
where [id] in (select top (@p0) [draft].[id]
from [draft]
where [draft].[saved_at] <= @p1
order by [draft].[saved_at] asc);select @@rowcount

delete
from [reporting_event]
where [id] in (select top (@p0) [reporting_event].[id]
from [reporting_event]
where [reporting_event].[at] <= @p1
order by [reporting_event].[at] asc);select @@rowcount

delete
from [trust_rule_run]
where [event_id] in (select top (@p0) [trust_rule_run].[event_id]
from [trust_rule_run]
where [trust_rule_run].[at] <= @p1
order by [trust_rule_run].[at] asc);select @@rowcount
