ALTER TABLE [audit_log] ADD [actor_role] nvarchar(20),
  [actor_trust] nvarchar(6)

ALTER TABLE [trust] ADD [names_staff_to_patients] bit

ALTER TABLE [session] ADD [owner_hash] nvarchar(64)

create index session_owner on session (owner_hash)
where owner_hash is not null
