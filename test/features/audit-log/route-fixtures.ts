import { audit } from '../../../src/audit/audit.ts'
import type { TestPortal } from '../../support/portal.ts'
import type { Example, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { ownedSearch } from '../staff-patients/owned-patient.ts'
import { aPatientOf } from '../staff-patients/support.ts'
import { anAuditor, LOG, lookedFor } from './support.ts'

interface AuditExample extends Example {
  nhsNumber: string
}

/** An auditor who has looked for a patient whom a colleague has opened. */
async function anExample(portal: TestPortal): Promise<AuditExample> {
  const { browser, team } = await anAuditor(portal)
  const { nhsNumber, patientId } = await aPatientOf({ team })
  const subject = { type: 'patient', id: patientId, version: 1 }
  await portal.database.transaction(transaction =>
    audit(transaction, team.amal, 'viewed-patient', subject, portal.clock.now(), patientId),
  )
  const searchId = (await lookedFor(browser, nhsNumber)).slice(`${LOG}/found/`.length)
  return {
    browser,
    nhsNumber,
    params: { patientId, searchId },
    words: [nhsNumber.replace(/^(...)(...)/, '$1 $2 ')],
  }
}

type Fixture = RouteFixture<AuditExample>

const page: Fixture = { group: 'staff', example: anExample }
const found: Fixture = { ...page, owned: { searchId: ownedSearch } }

export const staffRouteFixtures: RouteFixtures<AuditExample> = {
  '/audit': {
    ...page,
    form: { fields: ({ nhsNumber }) => ({ nhsNumber }), answer: '>:id', freeText: true },
  },
  '/audit/file': { ...page, kind: 'file' },
  '/audit/found/:searchId': found,
  '/audit/found/:searchId/file': { ...found, kind: 'file' },
}
