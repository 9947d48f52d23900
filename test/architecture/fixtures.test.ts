import assert from 'node:assert/strict'
import { test } from 'node:test'

/** Every page has a fixture, so that every test that visits all pages visits it. */

test('every page of every feature has a fixture', async () => {
  const { pages } = await import('../support/routes/routes.ts')
  assert.notEqual(pages.length, 0)
})
