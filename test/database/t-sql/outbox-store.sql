-- leaseEvents

select top (@p0) [id]
from [outbox]
where ([sent_at] is null
and [set_aside_at] is null
and [not_before] <= @p1
and ([leased_until] is null or [leased_until] <= @p2))
and not exists (select [earlier].[id]
from [outbox] as [earlier]
where earlier.subject_type = outbox.subject_type
and earlier.subject_id = outbox.subject_id
and earlier.subject_version < outbox.subject_version
and [earlier].[sent_at] is null
and [earlier].[set_aside_at] is null)
order by [created_at] asc,
  [id] asc

update [outbox] set [lease_id] = @p0,
  [leased_until] = @p1,
  [attempts] = attempts + 1
where [id] in (@p2)
and ([sent_at] is null
and [set_aside_at] is null
and [not_before] <= @p3
and ([leased_until] is null or [leased_until] <= @p4));select @@rowcount

select *
from [outbox]
where [id] in (@p0)
and [lease_id] = @p1

-- markSent

update [outbox] set [sent_at] = @p0,
  [lease_id] = @p1,
  [leased_until] = @p2
where [id] = @p3
and [lease_id] = @p4;select @@rowcount

-- retryLater

update [outbox] set [not_before] = @p0,
  [lease_id] = @p1,
  [leased_until] = @p2
where [id] = @p3
and [lease_id] = @p4;select @@rowcount

-- setAside

update [outbox] set [set_aside_at] = @p0,
  [lease_id] = @p1,
  [leased_until] = @p2
where [id] = @p3
and [lease_id] = @p4;select @@rowcount
