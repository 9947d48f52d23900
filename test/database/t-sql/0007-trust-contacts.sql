ALTER TABLE [trust] ADD [email] nvarchar(254),
  [sms_number] nvarchar(30),
  [postal_address] nvarchar(400)

ALTER TABLE [log_in_attempt] ADD [tried_before] bit
