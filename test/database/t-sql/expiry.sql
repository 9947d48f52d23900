-- clearExpired

delete
from [session]
where [expires_at] <= @p0;select @@rowcount

delete
from [used_once]
where [expires_at] <= @p0;select @@rowcount

delete
from [rate_limit]
where [expires_at] <= @p0;select @@rowcount

delete
from [accepted_change]
where [accepted_at] <= @p0;select @@rowcount

delete
from [outbox_event]
where [sent_at] <= @p0;select @@rowcount
