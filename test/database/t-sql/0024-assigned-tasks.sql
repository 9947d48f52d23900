ALTER TABLE [task] ADD [assigned_to] nvarchar(100),
  [priority] nvarchar(10)

alter table task add constraint task_priority check (priority in ('urgent'))

create index task_open_by_priority on task (trust_ods_code, priority desc, promised_by, id)
where status = 'open'

create index task_open_of_assignee on task (trust_ods_code, assigned_to, promised_by, id)
where status = 'open'
