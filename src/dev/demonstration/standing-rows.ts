import type { Row } from '../../database/insert-rows.ts'
import { castlemere } from './castlemere.ts'
import { type Clinic, clinicId, clinicianId } from './clinic.ts'
import { fernhollow } from './fernhollow.ts'
import { fixedDigits, fixedGuid } from './ids.ts'
import { demonstrationPeople } from './people.ts'

export const clinics: readonly Clinic[] = [...Object.values(fernhollow), ...Object.values(castlemere)]

const noOverrides = {
  phone: null,
  open_days: null,
  opens_at: null,
  closes_at: null,
  cancel_how: null,
  reschedule_how: null,
  minimum_notice_hours: null,
  most_changes: null,
  promise_working_hours: null,
}

export const clinicRows = clinics.map(clinicRow)
export const clinicianRows = clinics.map(clinicianRow)

export function clinicRow(clinic: Clinic): Row {
  return {
    id: clinicId(clinic),
    trust_ods_code: clinic.site.slice(0, 3),
    pas_id: clinic.pasId,
    patient_facing_name: clinic.patientFacingName ?? `${clinic.title} clinic`,
    treatment_function_code: clinic.treatmentFunction,
    preparation: clinic.preparation ?? null,
    ...noOverrides,
    ...clinic.ruleOverrides,
  }
}

export function clinicianRow({ clinician }: Clinic): Row {
  return { id: clinicianId(clinician), ...clinician }
}

/** One clinic is hidden by its id, one by its specialty. */
export const visibilityRows: readonly Row[] = [
  visibility({ clinic_id: clinicId(castlemere.sexualHealth), treatment_function_code: null }),
  visibility({ clinic_id: null, treatment_function_code: castlemere.mentalHealth.treatmentFunction }),
]

export function patientId(nhsNumber: string): string {
  return fixedGuid('patient', nhsNumber)
}

export function patientRows(today: Temporal.PlainDate): Row[] {
  return demonstrationPeople(today).flatMap(({ nhsNumber, givenName, familyName, record }) =>
    record
      ? {
          id: patientId(nhsNumber),
          nhs_number: nhsNumber,
          nhs_number_status: '01',
          local_patient_id: fixedDigits(8, 'patient', nhsNumber),
          given_name: givenName,
          family_name: familyName,
          birth_date: record.birthDate,
          portal_access: record.portalAccess,
          sensitive: record.sensitive,
        }
      : [],
  )
}

function visibility(hides: { clinic_id: string | null; treatment_function_code: string | null }): Row {
  const id = fixedGuid('visibility-rule', hides.clinic_id ?? '', hides.treatment_function_code ?? '')
  return { id, trust_ods_code: 'ZZ2', ...hides }
}
