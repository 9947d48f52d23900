import type { Agent, TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { BookingTeam } from '../support.ts'

export interface TeamAtWork {
  team: BookingTeam
  amal: Agent
  amalName: string
  bea: Agent
  beaName: string
}

/** The booking team of a new trust, with two members who have logged in. */
export async function aTeamAtWork(portal: TestPortal): Promise<TeamAtWork> {
  const team = await BookingTeam.in(portal)
  const amal = await aLoggedInStaffMember(portal, { trust: team.trust })
  const bea = await aLoggedInStaffMember(portal, { trust: team.trust })
  return { team, amal: amal.browser, amalName: amal.person.name, bea: bea.browser, beaName: bea.person.name }
}

export const addressOf = (requestId: string) => `/staff/requests/${requestId}`
