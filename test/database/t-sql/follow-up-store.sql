-- findCancellationReason

select top (@p0) [cancellation_reason]
from [appointment]
where [id] = @p1
and [patient_id] = @p2

-- hasOtherAppointment

select top (@p0) [appointment].[id]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where [appointment].[patient_id] = @p1
and [clinic].[trust_ods_code] = @p2
and [clinic].[treatment_function_code] in (select [clinic].[treatment_function_code]
from [appointment]
inner join [clinic] on [clinic].[id] = [appointment].[clinic_id]
where [appointment].[id] = @p3)
and [appointment].[status] in (@p4, @p5)
and [appointment].[holding] = @p6
and [appointment].[starts_at] > @p7
