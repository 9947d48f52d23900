ALTER TABLE [patient_event] ADD [told] nvarchar(20)

CREATE INDEX [task_closed_at] ON [task] ([closed_at])
