ALTER TABLE [change_request] ADD [untold_since] datetime2

create index change_request_untold on change_request (trust_ods_code, untold_since, id)
where untold_since is not null
