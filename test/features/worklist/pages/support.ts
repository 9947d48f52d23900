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

/** The code of a team lead at the provider of the tests. */
export const LEAD_CODE = 'S1:G1:R8010'

/** The booking team of a new trust, with two members who have logged in. */
export async function aTeamAtWork(portal: TestPortal): Promise<TeamAtWork> {
  const team = await BookingTeam.in(portal)
  const amal = await aLoggedInStaffMember(portal, { trust: team.trust })
  const bea = await aLoggedInStaffMember(portal, { trust: team.trust })
  return { team, amal: amal.browser, amalName: amal.person.name, bea: bea.browser, beaName: bea.person.name }
}

/** Their team lead, who has logged in too. */
export async function aLeadOf(portal: TestPortal, { team }: TeamAtWork): Promise<Agent> {
  const { browser } = await aLoggedInStaffMember(portal, { trust: team.trust, code: LEAD_CODE })
  return browser
}

/** The user id of a colleague, as a form of the team lead offers it. */
export function optionOf(html: string, name: string): string {
  const options = [...html.matchAll(/<option value="([^"]*)"[^>]*>([^<]*)</g)]
  return options.find(([, , text]) => text === name)?.[1] ?? ''
}

export const addressOf = (requestId: string) => `/staff/requests/${requestId}`
