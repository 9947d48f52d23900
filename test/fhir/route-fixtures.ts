import type { RouteFixture, RouteFixtures } from '../support/routes/fixture.ts'

/** Keyed by the full address. */

const resource: RouteFixture = {
  group: 'fhir',
  kind: 'json',
  // Only the aggregator may call it, so a browser gets 401.
  answer: 401,
  example: async portal => ({ browser: portal.browser() }),
}

export const routeFixtures: RouteFixtures = {
  '/FHIR/R4/metadata': { ...resource, answer: 200 },
  '/FHIR/R4/Appointment': resource,
  '/FHIR/R4/DocumentReference': resource,
  '/FHIR/R4/Task': resource,
}
