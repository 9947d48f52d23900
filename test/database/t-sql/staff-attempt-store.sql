-- saveStaffAttempt

insert into [staff_log_in_attempt] ([code_verifier],
  [expires_at],
  [nonce],
  [return_to],
  [secret_hash],
  [state_hash],
  [used_at])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6)

-- findStaffAttempt

select top (@p0) *
from [staff_log_in_attempt]
where [state_hash] = @p1

-- claimStaffAttempt

update [staff_log_in_attempt] set [used_at] = @p0,
  [nonce] = @p1,
  [code_verifier] = @p2
where [state_hash] = @p3
and [used_at] is null;select @@rowcount
