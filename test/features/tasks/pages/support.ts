import { aPatient, aTrust } from '../../../support/builders.ts'
import { newPerson } from '../../../support/person.ts'
import type { Agent, TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { aContactRequest } from '../../contact-requests/support.ts'
import { LEAD_CODE } from '../../worklist/pages/support.ts'
import { TaskTeam } from '../support.ts'

export interface TasksAtWork {
  team: TaskTeam
  amal: Agent
  amalName: string
  bea: Agent
  beaName: string
}

/** Staff of a new trust, two of whom have logged in. */
export async function tasksAtWork(portal: TestPortal): Promise<TasksAtWork> {
  const trust = await aTrust(portal.database)
  const amal = await aLoggedInStaffMember(portal, { trust })
  const bea = await aLoggedInStaffMember(portal, { trust })
  return {
    team: new TaskTeam(portal, trust),
    amal: amal.browser,
    amalName: amal.person.name,
    bea: bea.browser,
    beaName: bea.person.name,
  }
}

/** Their team lead, who has logged in too. */
export async function aLeadOf(portal: TestPortal, { team }: TasksAtWork): Promise<Agent> {
  const { browser } = await aLoggedInStaffMember(portal, { trust: team.trust, code: LEAD_CODE })
  return browser
}

/** A new patient asks this trust to contact them. */
export async function aTask(portal: TestPortal, { team }: TasksAtWork) {
  const patientId = await aPatient(portal.database, newPerson())
  return { patientId, id: await aContactRequest(portal, patientId, team.trust) }
}

export const TASKS = '/staff/tasks'
