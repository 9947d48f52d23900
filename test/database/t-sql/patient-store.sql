-- findPatientByNhsNumber

select top (@p0) *
from [patient]
where [nhs_number] = @p1

-- findPatient

select top (@p0) *
from [patient]
where [id] = @p1
