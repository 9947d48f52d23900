-- lockPatient

update [patient] set [version] = [version]
where [id] = @p0;select @@rowcount
