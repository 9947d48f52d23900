import type { TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { TEAM_LEAD } from '../../staff-patients/support.ts'
import { BookingTeam } from '../../worklist/support.ts'
import { aQuestionnaire } from '../support.ts'

export const LIST = '/staff/questionnaires'

/** A team lead, and a patient of their trust with an appointment who is asked about it. */
export async function aTrustThatAsks(portal: TestPortal) {
  const team = await BookingTeam.in(portal)
  const { patientId } = await team.doors.aPatient()
  const appointmentId = await team.doors.booked({ kind: 'patient', patientId }, team.clinicId, { days: 7 })
  const { browser } = await aLoggedInStaffMember(portal, { code: TEAM_LEAD, trust: team.trust })
  const id = await aQuestionnaire(portal, patientId, team.trust, { appointmentId })
  const questionnaires = `/staff/patients/${patientId}/questionnaires`
  return { browser, team, patientId, appointmentId, id, address: `${LIST}/${id}`, questionnaires }
}
