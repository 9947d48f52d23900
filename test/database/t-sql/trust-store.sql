-- listTrusts

select top (@p0) [name],
  [phone],
  [sms_number] as [smsNumber],
  [email],
  [postal_address] as [postalAddress]
from [trust]
order by [name] asc
