import assert from 'node:assert/strict'
import type { RouteFixture, RouteFixtures } from '../support/routes/fixture.ts'

/** Routes that are no pages, by their whole address. */

const operations: RouteFixture = {
  group: 'operations',
  example: async portal => ({ browser: portal.browser() }),
}

export const routeFixtures: RouteFixtures = {
  '/': { ...operations, group: 'way-in', answer: '>patient-portal' },
  '/health/live': operations,
  '/health/ready': operations,
  '/.well-known/security.txt': operations,
  // Requests that come through the proxy do not see it.
  '/metrics': { ...operations, answer: 404 },
  '/assets/:file': {
    ...operations,
    group: 'asset',
    kind: 'file',
    async example(portal) {
      const browser = portal.browser()
      const { text } = await browser.get('/patient-portal/help/contact').expect(200)
      const [, file] = /"\/assets\/([^"]+\.css)"/.exec(text) ?? assert.fail('no page names a style sheet')
      return { browser, params: { file: String(file) } }
    },
  },
}
