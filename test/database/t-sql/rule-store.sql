-- listRules

select [trust_rule].*,
  [trust_rule_version].[content]
from [trust_rule]
inner join [trust_rule_version] on [trust_rule_version].[rule_id] = [trust_rule].[id]
and [trust_rule_version].[version] = [trust_rule].[version]
where [trust_rule].[trust_ods_code] = @p0
order by [trust_rule].[added_at] asc,
  [trust_rule].[id] asc

-- listRulesOn

select [trust_rule].*,
  [trust_rule_version].[content]
from [trust_rule]
inner join [trust_rule_version] on [trust_rule_version].[rule_id] = [trust_rule].[id]
and [trust_rule_version].[version] = [trust_rule].[version]
where [trust_rule].[trust_ods_code] = @p0
and [trust_rule].[event] = @p1
and [trust_rule].[on_since] <= @p2
order by [trust_rule].[added_at] asc,
  [trust_rule].[id] asc

-- findRule

select [trust_rule].*,
  [trust_rule_version].[content]
from [trust_rule]
inner join [trust_rule_version] on [trust_rule_version].[rule_id] = [trust_rule].[id]
and [trust_rule_version].[version] = [trust_rule].[version]
where [trust_rule].[id] = @p0
and [trust_rule].[trust_ods_code] = @p1
order by [trust_rule].[added_at] asc,
  [trust_rule].[id] asc

-- countRules

select top (@p0) count(*) as [total]
from [trust_rule]
where [trust_ods_code] = @p1

-- addRule

insert into [trust_rule] ([added_at],
  [event],
  [id],
  [trust_ods_code])
values (@p0, @p1, @p2, @p3)

-- raiseRuleVersion

update [trust_rule] set [version] = @p0,
  [on_since] = @p1
where [id] = @p2
and [version] = @p3;select @@rowcount

update [trust_rule] set [version] = @p0,
  [on_since] = @p1
where [id] = @p2
and [version] = @p3;select @@rowcount

-- addRuleVersion

insert into [trust_rule_version] ([at],
  [change],
  [content],
  [role],
  [rule_id],
  [staff_user_id],
  [version])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6)

-- listRuleVersions

select top (@p0) *
from [trust_rule_version]
where [rule_id] = @p1
order by [version] desc

-- listRuleNames

select [trust_rule].[id],
  [trust_rule_version].[version],
  [trust_rule_version].[content]
from [trust_rule_version]
inner join [trust_rule] on [trust_rule].[id] = [trust_rule_version].[rule_id]
where [trust_rule].[trust_ods_code] = @p0
and [trust_rule].[id] in (@p1)
