import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aPortal } from '../support/portal.ts'
import { fromEverywhere } from './from-everywhere.ts'
import { hangUp } from './fuzz/ask.ts'
import { fuzz } from './fuzz/fuzz.ts'
import { withoutTokens } from './fuzz/properties.ts'

const portal = fromEverywhere(await aPortal({ trustProxy: 1 }))
after(async () => {
  hangUp()
  await portal.close()
})

test('a random token may spell the name of a library, and the name itself is still seen', () => {
  const token = `${'x'.repeat(20)}Knex${'x'.repeat(19)}`
  const page = `<input value="${token}${token}"> Redirecting to https://login/authorize?state=${token}&nonce=${token}`
  assert.doesNotMatch(withoutTokens(page), /Knex/)
  const told = `Knex: SQLITE_CONSTRAINT_FOREIGNKEY at /srv/node_modules/knex/lib/execution/transaction.js`
  assert.equal(withoutTokens(told), told)
})

test('4,000 hostile requests break nothing, learn nothing and leave nothing behind', async () => {
  const { faults, requests, statuses } = await fuzz(portal, { requests: 4000, seed: 20260615 })
  assert.deepEqual(faults, [])
  assert.ok(requests >= 4000)
  // It got as deep as pages and changes, and was not turned away at the door.
  for (const [status, least] of [
    [200, 500],
    [303, 200],
    [400, 100],
    [404, 100],
    [409, 5],
  ] as const)
    assert.ok((statuses.get(status) ?? 0) >= least, `${status}: ${statuses.get(status)}`)
})
