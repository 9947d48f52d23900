-- listTrusts

select top (@p0) [name],
  [phone]
from [trust]
order by [name] asc
