-- isSensitive

select top (@p0) [sensitive]
from [patient]
where [id] = @p1

-- sensitiveAmong

select [id]
from [patient]
where [id] in (@p0)
and [sensitive] = @p1

-- hasTaskAt

select top (@p0) [id]
from [task]
where [patient_id] = @p1
and [trust_ods_code] = @p2
