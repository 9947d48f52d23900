-- addDefinition

insert into [questionnaire_definition] ([content],
  [content_hash],
  [id],
  [imported_at],
  [title],
  [trust_ods_code],
  [type],
  [url],
  [version])
values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)

-- findPublished

select top (@p0) [id],
  [url],
  [version],
  [title],
  [type],
  [trust_ods_code],
  [content_hash],
  [imported_at],
  [retired_at]
from [questionnaire_definition]
where [url] = @p1
and [version] = @p2

-- findDefinition

select top (@p0) [id],
  [url],
  [version],
  [title],
  [type],
  [trust_ods_code],
  [content_hash],
  [imported_at],
  [retired_at]
from [questionnaire_definition]
where [id] = @p1

-- findContent

select top (@p0) [content]
from [questionnaire_definition]
where [id] = @p1

-- listDefinitionsOfTrust

select top (@p0) [id],
  [url],
  [version],
  [title],
  [type],
  [trust_ods_code],
  [content_hash],
  [imported_at],
  [retired_at]
from [questionnaire_definition]
where ([trust_ods_code] is null or [trust_ods_code] = @p1)
and [retired_at] is null
order by [title] asc,
  [imported_at] desc,
  [id] asc

-- retireOtherVersions

update [questionnaire_definition] set [retired_at] = @p0
where [url] = @p1
and not [id] = @p2
and [retired_at] is null;select @@rowcount
