-- clearExpired

delete
from [session]
where [id_hash] in (select top (@p0) [id_hash]
from [session]
where [expires_at] <= @p1
order by [expires_at] asc);select @@rowcount

delete
from [rate_limit]
where [limit_key] in (select top (@p0) [limit_key]
from [rate_limit]
where [expires_at] <= @p1
order by [expires_at] asc);select @@rowcount

delete
from [accepted_change]
where [idempotency_key] in (select top (@p0) [idempotency_key]
from [accepted_change]
where [accepted_at] <= @p1
order by [accepted_at] asc);select @@rowcount

delete
from [outbox]
where [id] in (select top (@p0) [id]
from [outbox]
where [sent_at] <= @p1
order by [sent_at] asc);select @@rowcount

delete
from [outbox_event]
where [id] in (select top (@p0) [id]
from [outbox_event]
where [sent_at] <= @p1
order by [sent_at] asc);select @@rowcount

delete
from [used_once]
where [value_hash] in (select top (@p0) [value_hash]
from [used_once]
where [expires_at] <= @p1
order by [expires_at] asc);select @@rowcount

delete
from [log_in_attempt]
where [state_hash] in (select top (@p0) [state_hash]
from [log_in_attempt]
where [expires_at] <= @p1
order by [expires_at] asc);select @@rowcount

delete
from [draft]
where [id] in (select top (@p0) [id]
from [draft]
where [saved_at] <= @p1
order by [saved_at] asc);select @@rowcount

delete
from [reporting_event]
where [id] in (select top (@p0) [id]
from [reporting_event]
where [at] <= @p1
order by [at] asc);select @@rowcount

delete
from [staff_log_in_attempt]
where [state_hash] in (select top (@p0) [state_hash]
from [staff_log_in_attempt]
where [expires_at] <= @p1
order by [expires_at] asc);select @@rowcount

delete
from [patient_search]
where [id] in (select top (@p0) [id]
from [patient_search]
where [searched_at] <= @p1
order by [searched_at] asc);select @@rowcount
