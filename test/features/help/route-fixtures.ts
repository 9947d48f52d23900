import { openPage, type RouteFixtures } from '../../support/routes/fixture.ts'

export const routeFixtures: RouteFixtures = {
  '/help/cookies': openPage,
  '/help/accessibility': openPage,
  '/help/privacy': openPage,
  '/help/contact': openPage,
}
