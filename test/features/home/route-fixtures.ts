import type { RouteFixtures } from '../../support/routes/fixture.ts'
import { someoneLoggedIn } from '../appointments/support.ts'

export const routeFixtures: RouteFixtures = {
  '/': {
    group: 'patient',
    async example(portal) {
      const { browser, patientId } = await someoneLoggedIn(portal)
      return { browser, patientId, words: ['Cardiology'] }
    },
  },
}
