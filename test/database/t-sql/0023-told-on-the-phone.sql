ALTER TABLE [patient_event] ADD [told] nvarchar(20)
