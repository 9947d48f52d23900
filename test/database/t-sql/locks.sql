-- lockPatient

update [patient] set [version] = [version]
where [id] = @p0;select @@rowcount

-- lockTrust

update [trust] set [name] = [name]
where [ods_code] = @p0;select @@rowcount
