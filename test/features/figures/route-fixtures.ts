import type { RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { aTeamLead } from './pages/support.ts'

const page: RouteFixture = { group: 'staff', example: async portal => aTeamLead(portal) }

export const staffRouteFixtures: RouteFixtures = {
  '/figures': page,
  '/figures/file': { ...page, kind: 'file' },
}
