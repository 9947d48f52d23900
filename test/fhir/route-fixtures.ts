import type { RouteFixture, RouteFixtures } from '../support/routes/fixture.ts'

/** By their whole address. */

const resource: RouteFixture = {
  group: 'fhir',
  kind: 'json',
  // For the aggregator alone, which no browser is.
  answer: 401,
  example: async portal => ({ browser: portal.browser() }),
}

export const routeFixtures: RouteFixtures = {
  '/FHIR/R4/Appointment': resource,
  '/FHIR/R4/DocumentReference': resource,
  '/FHIR/R4/Task': resource,
}
