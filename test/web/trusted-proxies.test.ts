import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { TestPortal } from '../support/portal.ts'

const PAGE = '/patient-portal/log-in'

async function trusting(t: TestContext, trustProxy: number | string[]) {
  const portal = await TestPortal.start({ trustProxy })
  t.after(() => portal.close())
  const logged = (text: string) => portal.logged.filter(line => line.includes(text))
  return { portal, logged }
}

for (const [trustProxy, text] of [
  [0, 'X-Forwarded-For is ignored: no proxy is trusted'],
  [1, 'X-Forwarded-For is trusted for exactly 1 proxy in front'],
  [2, 'X-Forwarded-For is trusted for exactly 2 proxies in front'],
  [['10.0.0.0/8', '::1'], 'X-Forwarded-For is trusted from the 2 configured networks'],
] as const)
  test(`at the start the log says whom TRUST_PROXY ${trustProxy} trusts`, async t => {
    const { logged } = await trusting(t, trustProxy as number | string[])
    assert.equal(logged(text).length, 1)
  })

for (const [what, trustProxy, header, reason] of [
  ['no proxy is trusted', 0, '192.0.2.7', 'sender-not-trusted'],
  ['the sender is not one of the trusted addresses', ['10.1.2.3'], '192.0.2.7', 'sender-not-trusted'],
  ['it has fewer addresses than there should be proxies', 2, '192.0.2.7', 'fewer-proxies'],
] as const)
  test(`a forwarded address is logged once as a fault of the settings when ${what}`, async t => {
    const { portal, logged } = await trusting(t, trustProxy as number | string[])
    await portal.browser().get(PAGE).expect(200)
    assert.deepEqual(logged('does not fit TRUST_PROXY'), [], 'nothing without the header')
    for (const _ of [1, 2, 3]) await portal.browser(header).get(PAGE).expect(200)
    const lines = logged('does not fit TRUST_PROXY')
    assert.equal(lines.length, 1)
    assert.equal(JSON.parse(lines[0] ?? '').reason, reason)
    assert.ok(!lines[0]?.includes(header))
  })

for (const [trustProxy, header] of [
  [1, '192.0.2.7'],
  [1, '198.51.100.9, 192.0.2.7'],
  [2, '192.0.2.7, 10.0.0.1'],
  [['127.0.0.0/8', '::1'], '192.0.2.7'],
] as const)
  test(`nothing is logged when ${header} fits TRUST_PROXY ${trustProxy}`, async t => {
    const { portal, logged } = await trusting(t, trustProxy as number | string[])
    await portal.browser(header).get(PAGE).expect(200)
    assert.deepEqual(logged('does not fit TRUST_PROXY'), [])
  })
