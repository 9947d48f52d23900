import { answer } from '../../support/form.ts'
import type { Agent, TestPortal } from '../../support/portal.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'
import { codeOf } from '../../support/staff-login/roles.ts'
import { aTrustAtWork, type Trust } from '../staff-patients/support.ts'
import { BookingTeam } from '../worklist/support.ts'

export const LOG = '/staff/audit'

export interface AuditedTrust extends Trust {
  /** Its auditor. */
  helen: Agent
  helenName: string
}

/** A trust with staff who have logged in, among them an auditor. */
export async function anAuditedTrust(portal: TestPortal): Promise<AuditedTrust> {
  const at = await aTrustAtWork(portal)
  const { browser, person } = await aLoggedInStaffMember(portal, {
    code: codeOf('auditor'),
    trust: at.team.trust,
  })
  return { ...at, helen: browser, helenName: person.name }
}

/** An auditor who has logged in, at a trust whose booking team works without browsers. */
export async function anAuditor(portal: TestPortal) {
  const team = await BookingTeam.in(portal)
  const { browser } = await aLoggedInStaffMember(portal, { code: codeOf('auditor'), trust: team.trust })
  return { browser, team }
}

/** The address of what was found for this NHS number. */
export async function lookedFor(browser: Agent, nhsNumber: string): Promise<string> {
  const { headers, text } = await answer(browser, LOG, { nhsNumber })
  return headers.location ?? text
}
