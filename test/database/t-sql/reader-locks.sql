-- warnWithoutReadCommittedSnapshot

select top (@p0) [is_read_committed_snapshot_on]
from [sys].[databases]
where name = db_name()
