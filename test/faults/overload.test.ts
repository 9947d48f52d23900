import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mockLooks, passLook, whileOverloaded } from '../support/overload.ts'
import { heading } from '../support/page.ts'
import { TestPortal } from '../support/portal.ts'
import { until } from '../support/time/until.ts'

test('an overloaded portal asks visitors to try later, stays alive, and recovers', async t => {
  mockLooks(t)
  const portal = await TestPortal.start()
  t.after(() => portal.close())
  const page = () => portal.browser().get('/patient-portal/help/contact')
  await page().expect(200)

  await whileOverloaded(t, async () => {
    await until('overloaded', async () => (await page()).status === 503)
    const refused = await page().expect(503)
    assert.equal(heading(refused.text), 'The service is not available')
    assert.ok(Number(refused.headers['retry-after']) > 0)
    await portal.browser().get('/health/live').expect(200)
  })
  const isOver = async () => {
    passLook(t)
    return (await page()).status === 200
  }
  await until('over it', isOver)
})
