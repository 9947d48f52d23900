import type { TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { codeOf } from '../../../support/staff-login/roles.ts'
import { BookingTeam } from '../../worklist/support.ts'

/** A team lead who has logged in, and the booking team of their trust. */
export async function aTeamLead(portal: TestPortal) {
  const team = await BookingTeam.in(portal)
  const { browser } = await aLoggedInStaffMember(portal, { code: codeOf('team-lead'), trust: team.trust })
  return { browser, team }
}
