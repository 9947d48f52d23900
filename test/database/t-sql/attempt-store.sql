-- saveAttempt

insert into [log_in_attempt] ([by_link],
  [code_verifier],
  [expires_at],
  [inside_nhs_app],
  [jump_off],
  [nonce],
  [return_to],
  [secret_hash],
  [state_hash],
  [tried_before],
  [used_at])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)

-- findAttempt

select top (@p0) *
from [log_in_attempt]
where [state_hash] = @p1

-- claimAttempt

update [log_in_attempt] set [used_at] = @p0,
  [nonce] = @p1,
  [code_verifier] = @p2
where [state_hash] = @p3
and [used_at] is null;select @@rowcount
