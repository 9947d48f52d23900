-- listRulesRun

select [rule_id]
from [trust_rule_run]
where [event_id] = @p0

-- addRuleRun

insert into [trust_rule_run] ([at],
  [event_id],
  [rule_id],
  [version])
values (@p0, @p1, @p2, @p3)

-- countRuns

select top (@p0) count(*) as [total]
from [trust_rule_run]
where [rule_id] = @p1
and [at] > @p2
