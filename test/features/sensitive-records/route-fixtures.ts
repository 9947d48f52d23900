import type { TestPortal } from '../../support/portal.ts'
import type { Example, Owned, RouteFixtures } from '../../support/routes/fixture.ts'
import { ownedPatient } from '../staff-patients/owned-patient.ts'
import { aSensitiveRecord, given, stateReason, theReason } from './support.ts'

/** A member of the booking team, and a patient of their trust whose record is sensitive. */
async function aClosedRecord(portal: TestPortal): Promise<Example> {
  const { amal, rose } = await aSensitiveRecord(portal)
  return { browser: amal, params: { patientId: rose.patientId } }
}

/** An auditor, and a reason that a colleague has stated. */
async function aStatedReason(portal: TestPortal): Promise<Example> {
  const { amal, helen, rose } = await aSensitiveRecord(portal)
  await stateReason(amal, rose)
  return {
    browser: helen,
    params: { reasonId: await theReason(portal, rose) },
    words: [rose.nhsNumber.replace(/^(...)(...)/, '$1 $2 ')],
  }
}

/** How the tests of every route make reasons for the `reasonId` in an address. */
const ownedReason: Owned = {
  async notForPatient(portal) {
    const { params } = await aStatedReason(portal)
    return [String(params?.reasonId)]
  },
  async fuzzed(portal, _patient, text) {
    const { amal, rose } = await aSensitiveRecord(portal)
    await stateReason(amal, rose)
    const id = await theReason(portal, rose)
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
