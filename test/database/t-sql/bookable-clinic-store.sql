-- findClinicOfTrust

select top (@p0) [patient_facing_name],
  [treatment_function_code]
from [clinic]
where [id] = @p1
and [trust_ods_code] = @p2
