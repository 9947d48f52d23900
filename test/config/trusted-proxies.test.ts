import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, loadConfig } from '../../src/config/config.ts'

test('addresses in front may be a number, an address or ranges', () => {
  assert.equal(loadConfig({ TRUST_PROXY: '2' }).trustProxy, 2)
  assert.equal(loadConfig({ TRUST_PROXY: '5' }).trustProxy, 5)
  assert.deepEqual(loadConfig({ TRUST_PROXY: '10.0.0.0/8, ::1,fd00::/8' }).trustProxy, [
    '10.0.0.0/8',
    '::1',
    'fd00::/8',
  ])
})

for (const [what, values] of Object.entries({
  'makes no sense': [
    ...['true', 'loopback', 'dead', '10.0.0.0/33', '10.0.0', '1,2', '10.0.0.1/a', '::1/129'],
    ...['10.0.0.0/08x', '10.0.0.0/8/8', '-1', '+1', '1.5', '10.0.0.1,', '::ffff:10.0.0.0/104'],
  ],
  'trusts more proxies than there are': ['6', '99', '100000'],
  'trusts a large part of the internet': [
    ...['0.0.0.0/0', '::/0', '10.0.0.0/8,::/0', '0.0.0.0/1,128.0.0.0/1', '10.0.0.0/7', '2000::/3'],
    '::ffff:0:0/96',
  ],
}))
  test(`TRUST_PROXY that ${what} is refused without being repeated`, () => {
    for (const value of values)
      assert.throws(
        () => loadConfig({ TRUST_PROXY: value }),
        error => {
          assert.ok(error instanceof ConfigError)
          const faults = error.message.split('\n').slice(1)
          assert.equal(faults.length, 1)
          assert.match(faults[0] ?? '', /^ *TRUST_PROXY: must/)
          assert.ok(value.length < 3 || !error.message.includes(value))
          return true
        },
        value,
      )
  })
