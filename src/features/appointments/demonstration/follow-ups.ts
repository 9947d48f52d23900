import { toColumn } from '../../../database/columns.ts'
import type { Row } from '../../../database/insert-rows.ts'
import { fixedGuid } from '../../../dev/demonstration/ids.ts'
import { DAVID } from '../../../dev/demonstration/nhs-numbers.ts'
import { patientId } from '../../../dev/demonstration/standing-rows.ts'
import { twoWorkingDaysAfter, workingDaysAgo } from '../../../dev/demonstration/when.ts'
import { appointmentId } from './appointment.ts'

export const DAVIDS_FOLLOW_UP = fixedGuid('follow-up', DAVID, 'cancelled-by-patient')

/** David cancelled an appointment at Fernhollow, and what happens to his care is not decided yet. */
export function followUpRows(today: Temporal.PlainDate): Row[] {
  const openedAt = workingDaysAgo(3, '10:12')(today)
  return [
    {
      id: DAVIDS_FOLLOW_UP,
      trust_ods_code: 'ZZ1',
      patient_id: patientId(DAVID),
      kind: 'cancellation-follow-up',
      appointment_id: appointmentId(DAVID, 'cancelled-by-patient'),
      opened_at: toColumn(openedAt),
      promised_by: toColumn(twoWorkingDaysAfter(openedAt)),
    },
  ]
}
