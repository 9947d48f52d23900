import type { TestPortal } from '../../support/portal.ts'
import type { Example, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { someoneLoggedIn } from '../appointments/support.ts'

/** A patient who has looked at their appointments. */
async function anExample(portal: TestPortal): Promise<Example> {
  const { browser, patientId } = await someoneLoggedIn(portal)
  return { browser, patientId, words: ['looked at the list of your appointments'] }
}

const log: RouteFixture = {
  group: 'patient',
  example: anExample,
  reach: ({ browser }) => browser.get('/patient-portal/appointments').expect(200),
}

export const routeFixtures: RouteFixtures = {
  '/access-log': log,
  '/access-log/file': { ...log, kind: 'file' },
  '/access-log/devices': {
    group: 'patient',
    async example(portal) {
      const { browser, patientId } = await someoneLoggedIn(portal)
      return { browser, patientId, words: ['the one you are using now'] }
    },
    form: { fields: () => ({ where: 'elsewhere' }), answer: '>devices' },
  },
}
