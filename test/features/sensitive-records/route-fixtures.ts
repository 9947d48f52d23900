import { SensitiveRecords } from '../../../src/features/sensitive-records/sensitive-records.ts'
import type { TestPortal } from '../../support/portal.ts'
import type { Example, Owned, RouteFixtures } from '../../support/routes/fixture.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'
import { anAuditor } from '../audit-log/support.ts'
import { ownedPatient } from '../staff-patients/owned-patient.ts'
import { aPatientOf } from '../staff-patients/support.ts'
import { BookingTeam } from '../worklist/support.ts'
import { EXPLANATION, given, theReason } from './support.ts'

/** A member of the booking team, and a patient of their trust whose record is sensitive. */
async function aClosedRecord(portal: TestPortal): Promise<Example> {
  const team = await BookingTeam.in(portal)
  const { patientId } = await aPatientOf({ team }, { sensitive: true })
  const { browser } = await aLoggedInStaffMember(portal, { trust: team.trust })
  return { browser, params: { patientId } }
}

/** The id of a reason that a member of the booking team has stated, and the number of the patient. */
async function aReasonOf(portal: TestPortal, team: BookingTeam) {
  const rose = await aPatientOf({ team }, { sensitive: true })
  const stated = { reason: 'booking', explanation: EXPLANATION } as const
  await new SensitiveRecords(portal.database, portal.clock).stateReason(team.amal, rose.patientId, stated)
  return { reasonId: await theReason(portal, rose), nhsNumber: rose.nhsNumber }
}

/** An auditor, and a reason that a colleague has stated. */
async function aStatedReason(portal: TestPortal): Promise<Example> {
  const { browser, team } = await anAuditor(portal)
  const { nhsNumber, reasonId } = await aReasonOf(portal, team)
  return { browser, params: { reasonId }, words: [nhsNumber.replace(/^(...)(...)/, '$1 $2 ')] }
}

/** How the tests of every route make reasons for the `reasonId` in an address. */
const ownedReason: Owned = {
  async notForPatient(portal) {
    const { reasonId } = await aReasonOf(portal, await BookingTeam.in(portal))
    return [reasonId]
  },
  async fuzzed(portal, _patient, text) {
    const { reasonId: id } = await aReasonOf(portal, await BookingTeam.in(portal))
    await portal.database('stated_reason').where({ id }).update({ explanation: text })
    return id
  },
  changeMeanwhile: ({ database }, id) =>
    database('stated_reason').where({ id }).update({ explanation: 'It was written anew' }),
}

export const staffRouteFixtures: RouteFixtures = {
  '/patients/:patientId/state-reason': {
    group: 'staff',
    example: aClosedRecord,
    owned: { patientId: ownedPatient },
    query: ['to'],
    form: { fields: () => given, answer: '>:id', changes: true, freeText: true },
  },
  '/audit/stated-reasons': { group: 'staff', example: aStatedReason },
  '/audit/stated-reasons/:reasonId': {
    group: 'staff',
    example: aStatedReason,
    owned: { reasonId: ownedReason },
    form: {
      fields: () => ({ justified: 'yes', note: 'I have asked them' }),
      answer: '>stated-reasons',
      changes: true,
      freeText: true,
    },
  },
}
