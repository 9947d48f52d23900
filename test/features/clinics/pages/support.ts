import { randomUUID } from 'node:crypto'
import type { Agent, TestPortal } from '../../../support/portal.ts'
import { aLoggedInStaffMember } from '../../../support/staff.ts'
import { Doors } from '../../appointments/door.ts'
import { ClinicTeam } from '../support.ts'

/** Roles of the provider: see test/support/staff-login/roles.ts. */
export const TEAM_LEAD = 'S8000:G8000:R8010'
export const ADMINISTRATOR = 'S8000:G8000:R8015'

export interface LeadAtWork {
  team: ClinicTeam
  lead: Agent
  leadName: string
}

/** The team lead of a new trust, who has logged in. */
export async function aLeadAtWork(portal: TestPortal): Promise<LeadAtWork> {
  const team = await ClinicTeam.of(Doors.in(portal))
  const { browser, person } = await aLoggedInStaffMember(portal, { trust: team.trust, code: TEAM_LEAD })
  return { team, lead: browser, leadName: person.name }
}

/** An administrator of the team's trust, who has logged in. */
export async function anAdministrator(portal: TestPortal, { trust }: ClinicTeam) {
  return aLoggedInStaffMember(portal, { trust, code: ADMINISTRATOR })
}

/** A new clinician with a slot in the team's clinic; their id. */
export async function aClinician({ doors, clinicId }: ClinicTeam, name = 'Dr Lee'): Promise<string> {
  const id = randomUUID()
  await doors.database('clinician').insert({ id, name, role: 'Consultant' })
  await doors.aSlot(clinicId, { days: 20 }, { clinician_id: id })
  return id
}

/** A new patient with an appointment in the team's clinic; its id. */
export async function booked({ doors, clinicId }: ClinicTeam, days: number, hours = 0): Promise<string> {
  return doors.booked(await doors.aPatient(), clinicId, { days, hours })
}
