import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mockLooks, passLook, whileOverloaded } from '../support/overload.ts'
import { heading } from '../support/page.ts'
import { TestPortal } from '../support/portal.ts'
import { until } from '../support/until.ts'

test('with more to do than it can, the portal tells visitors to try later, lives, and gets over it', async t => {
  mockLooks(t)
  const portal = await TestPortal.start()
  t.after(() => portal.close())
  const page = () => portal.browser().get('/patient-portal/help/contact')
  await page().expect(200)

  await whileOverloaded(t, async () => {
    await until('overloaded', async () => (await page()).status === 503, 120)
    const told = await page().expect(503)
    assert.equal(heading(told.text), 'The service is not available')
    assert.ok(Number(told.headers['retry-after']) > 0)
    await portal.browser().get('/health/live').expect(200)
  })
  const isOver = async () => {
    passLook(t)
    return (await page()).status === 200
  }
  await until('over it', isOver, 120)
})
