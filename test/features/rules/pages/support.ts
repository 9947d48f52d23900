import type { Agent, TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { codeOf } from '../../../support/staff-login/roles.ts'
import { BookingTeam } from '../../worklist/support.ts'
import { RuleTeam } from '../support.ts'

export interface RulesAtWork {
  at: RuleTeam
  ada: Agent
  adaName: string
}

export const RULES = '/staff/rules'

/** The administrator of a new trust with a booking team, who has logged in. */
export async function rulesAtWork(portal: TestPortal): Promise<RulesAtWork> {
  const at = new RuleTeam(await BookingTeam.in(portal))
  const { browser, person } = await anAdministrator(portal, at)
  return { at, ada: browser, adaName: person.name }
}

export function anAdministrator(portal: TestPortal, { team: { trust } }: RuleTeam) {
  return aLoggedInStaffMember(portal, { trust, code: codeOf('administrator') })
}

/** What a form of a rule needs beside its hidden fields. */
export const FILLED_IN = { name: 'Short notice', days: '', note: 'Ring the patient' }
