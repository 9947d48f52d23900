import assert from 'node:assert/strict'
import type { PatientActor } from '../../../src/shared/actor.ts'
import { aPatient } from '../../support/builders.ts'
import { answer } from '../../support/form.ts'
import { newPerson } from '../../support/person.ts'
import type { Agent, TestPortal } from '../../support/portal.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'
import { BookingTeam } from '../worklist/support.ts'

/** Codes of the provider. */
export const TEAM_LEAD = 'S1:G1:R8010'
export const ADMINISTRATOR = 'S1:G1:R8015'

export const LIST = '/staff/patients'
export const addressOf = (patientId: string) => `${LIST}/${patientId}`

/** The search form with nothing entered. */
export const nothingGiven = {
  nhsNumber: '',
  familyName: '',
  givenName: '',
  birthDay: '',
  birthMonth: '',
  birthYear: '',
}

/** Searches, and returns the id in the address of what was found. */
export async function aSearch(browser: Agent, given: Partial<typeof nothingGiven>): Promise<string> {
  const { headers, text } = await answer(browser, LIST, { ...nothingGiven, ...given })
  assert.match(headers.location ?? text, /^\/staff\/patients\/found\/[0-9a-f-]{36}$/)
  return String(headers.location).slice(`${LIST}/found/`.length)
}

/** The ids of the patients on a page, in order. */
export const idsOn = (html: string) =>
  [...html.matchAll(/href="\/staff\/patients\/([0-9a-f-]{36})"/g)].map(([, id]) => id)

export interface Trust {
  team: BookingTeam
  /** Of its booking team. */
  amal: Agent
  amalName: string
  /** Of its team leads. */
  lee: Agent
  leeName: string
}

/** A new trust with staff who have logged in. */
export async function aTrustAtWork(portal: TestPortal): Promise<Trust> {
  const team = await BookingTeam.in(portal)
  const amal = await aLoggedInStaffMember(portal, { trust: team.trust })
  const lee = await aLoggedInStaffMember(portal, { code: TEAM_LEAD, trust: team.trust })
  return { team, amal: amal.browser, amalName: amal.person.name, lee: lee.browser, leeName: lee.person.name }
}

/** The history of a patient: what was done, in which role, and the note. */
export async function historyOf(portal: Pick<TestPortal, 'database'>, patientId: string) {
  const rows = await portal.database('patient_event').where('patient_id', patientId).orderBy('place')
  return rows.map(({ event, role, note, appointment_id }) => [event, role, note, appointment_id])
}

/** A patient with an appointment at this trust in a week, unless said otherwise. */
export async function aPatientOf(
  { team }: Pick<Trust, 'team'>,
  row: object = {},
  when: Temporal.DurationLike = { days: 7 },
): Promise<PatientActor & { nhsNumber: string; appointmentId: string }> {
  const person = newPerson()
  const patientId = await aPatient(team.doors.database, person, row as Record<string, unknown>)
  const patient: PatientActor = { kind: 'patient', patientId }
  const appointmentId = await team.doors.booked(patient, team.clinicId, when)
  return { ...patient, nhsNumber: person.nhsNumber, appointmentId }
}
